require("node:http")
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => response.end(request.url === "/hello" ? "hello" : Buffer.concat(pieces)));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
