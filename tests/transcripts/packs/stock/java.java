import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

class Main {
  public static void main(String[] args) throws Exception {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 128);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      byte[] body = exchange.getRequestURI().getPath().equals("/hello") ? "hello".getBytes() : sent;
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head || body.length == 0 ? -1 : body.length);
      if (!head) exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
  }
}
