#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using std::string, std::string_view;
using Clock = std::chrono::steady_clock;
using Millis = std::chrono::milliseconds;

int setting(const char* name, int missing) {
  const char* text = getenv(name);
  return text ? atoi(text) : missing;
}

const Millis idle_time{setting("IDLE_MS", 10'000)}, head_time{setting("HEAD_MS", 60'000)};
const std::size_t most_clients = setting("MAX_CONN", 1'000);
constexpr std::size_t most_head = 32'768, most_body = 8'000'000, small = 256;
constexpr Millis patience{3'000};

// The status that a request gets which cannot be trusted; the connection is over then.
struct Refused {
  const char* status;
};
struct Gone {}; // the client has closed, or was silent for too long

// ---- texts

bool is_token(string_view text) {
  constexpr string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](unsigned char c) {
    return c < 128 && (isalnum(c) || others.find(static_cast<char>(c)) != others.npos);
  });
}

bool is_digits(string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

string lower(string text) {
  for (char& c : text) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return text;
}

string strip(string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return "";
  return string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::vector<string> split(string_view text, string_view at) {
  std::vector<string> parts;
  for (std::size_t end = 0; (end = text.find(at)) != text.npos; text.remove_prefix(end + at.size()))
    parts.emplace_back(text.substr(0, end));
  parts.emplace_back(text);
  return parts;
}

string percent_decoded(string_view text) {
  string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code = text[i] == '%' && i + 2 < text.size() && isxdigit(text[i + 1]) && isxdigit(text[i + 2]);
    result += code ? static_cast<char>(std::stoi(string(text.substr(i + 1, 2)), nullptr, 16)) : text[i];
    if (code) i += 2;
  }
  return result;
}

string form_decoded(string text) {
  std::ranges::replace(text, '+', ' ');
  return percent_decoded(text);
}

string json_text(string_view text) {
  string result = "\"";
  for (unsigned char c : text) {
    char code[8];
    if (c == '"' || c == '\\')
      (result += '\\') += static_cast<char>(c);
    else if (c < 32)
      snprintf(code, sizeof code, "\\u%04x", c), result += code;
    else
      result += static_cast<char>(c);
  }
  return result + '"';
}

// A header's bytes are ISO 8859-1, JSON is UTF-8.
string utf8(string_view latin) {
  string result;
  for (unsigned char c : latin) {
    if (c >= 128) result += static_cast<char>(0xC0 | c >> 6);
    result += static_cast<char>(c < 128 ? c : 0x80 | (c & 0x3F));
  }
  return result;
}

string gzipped(const string& plain) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  string result(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

bool shrinks(string_view type, std::size_t size) {
  const string kind = lower(strip(type.substr(0, type.find(';'))));
  return size > small && (kind.starts_with("text/") || kind == "application/json");
}

// ---- connections

struct Request {
  string method, target, version, body;
  std::map<string, string> fields; // by their names in small letters
  bool stays = true, zips = false;

  const string* field(const char* name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : &found->second;
  }
};

class Client {
 public:
  explicit Client(int socket) : socket_(socket) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  Client(const Client&) = delete;
  ~Client() { close(socket_); }

  std::atomic<bool> begun = false; // a byte of a request is there
  std::atomic<bool> busy = false;  // all of it is, and the answer is on its way
  bool asks = false;               // for a word, before it sends the body

  // What has come already can still be read, and then the end.
  void hear_no_more() { shutdown(socket_, SHUT_RD); }

  string head() {
    if (!waiting_.empty()) head_by_ = Clock::now() + head_time;
    in_head_ = true;
    std::size_t end;
    while ((end = string_view(waiting_).substr(0, most_head + 4).find("\r\n\r\n")) == string::npos) {
      if (waiting_.size() > most_head) throw Refused{"431 Request Header Fields Too Large"};
      read();
    }
    in_head_ = false;
    head_by_.reset();
    string head = take(end + 4);
    head.resize(end);
    return head;
  }

  string bytes(std::size_t count) {
    while (waiting_.size() < count) read();
    return take(count);
  }

  string line() {
    std::size_t end;
    while ((end = waiting_.find("\r\n")) == string::npos) {
      if (waiting_.size() > most_head) throw Refused{"400 Bad Request"};
      read();
    }
    string line = take(end + 2);
    line.resize(end);
    return line;
  }

  [[nodiscard]] bool has_more() const { return !waiting_.empty(); }

  void send(string_view data) {
    while (!data.empty()) {
      if (!await(POLLOUT, idle_time)) throw Gone{};
      const ssize_t count = ::send(socket_, data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count < 0 && errno != EAGAIN && errno != EINTR) throw Gone{};
      if (count > 0) data.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  // Bytes that nobody has read would turn our end into a reset, and that would overtake the answer.
  void part() {
    shutdown(socket_, SHUT_WR);
    const auto until = Clock::now() + Millis{300};
    char unread[4096];
    while (await(POLLIN, std::chrono::ceil<Millis>(until - Clock::now())))
      if (recv(socket_, unread, sizeof unread, MSG_DONTWAIT) <= 0) return;
  }

 private:
  int socket_;
  string waiting_; // read and not yet used
  bool in_head_ = false;
  std::optional<Clock::time_point> head_by_; // from the first byte of a request on

  bool await(short what, Millis time) {
    pollfd watched{socket_, what, 0};
    return time.count() > 0 && poll(&watched, 1, static_cast<int>(time.count())) > 0;
  }

  string take(std::size_t count) {
    string taken = waiting_.substr(0, count);
    waiting_.erase(0, count);
    return taken;
  }

  void read() {
    if (std::exchange(asks, false)) send("HTTP/1.1 100 Continue\r\n\r\n");
    Millis time = idle_time;
    if (head_by_) time = std::min(time, std::chrono::ceil<Millis>(*head_by_ - Clock::now()));
    const bool came = await(POLLIN, time);
    if (head_by_ && Clock::now() >= *head_by_) throw Refused{"408 Request Timeout"};
    if (!came) throw Gone{};
    char piece[65'536];
    const ssize_t count = recv(socket_, piece, sizeof piece, 0);
    if (count <= 0) throw Gone{};
    begun = true;
    if (in_head_ && !head_by_) head_by_ = Clock::now() + head_time;
    waiting_.append(piece, static_cast<std::size_t>(count));
  }
};

// The clients that are connected, and whether they have to go.
class Guests {
 public:
  enum class Room { yes, full, closed };

  Room enter(Client* client) {
    const std::lock_guard lock(mutex_);
    if (leaving) return Room::closed;
    if (clients_.size() >= most_clients) return Room::full;
    clients_.insert(client);
    return Room::yes;
  }

  void leave(Client* client) {
    const std::lock_guard lock(mutex_);
    clients_.erase(client);
    changed_.notify_all();
  }

  // Returns when all are gone: the idle ones at once, those in the middle of a request in a while, the others
  // when they have their answer.
  void send_home() {
    std::unique_lock lock(mutex_);
    leaving = true;
    const auto none = [this] { return clients_.empty(); };
    for (Client* client : clients_)
      if (!client->begun) client->hear_no_more();
    changed_.wait_for(lock, patience, none);
    for (Client* client : clients_)
      if (!client->busy) client->hear_no_more();
    changed_.wait(lock, none);
  }

  std::atomic<bool> leaving = false;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<Client*> clients_;
};

Guests guests;

// ---- requests

void read_words(const string& line, Request& request) {
  const auto words = split(line, " ");
  if (words.size() != 3 || !is_token(words[0]) || !words[1].starts_with("/"))
    throw Refused{"400 Bad Request"};
  const string& version = words[2];
  if (version.size() != 8 || !version.starts_with("HTTP/") || !isdigit(version[5]) || version[6] != '.' ||
      !isdigit(version[7]))
    throw Refused{"400 Bad Request"};
  if (version != "HTTP/1.0" && version != "HTTP/1.1") throw Refused{"505 HTTP Version Not Supported"};
  request.method = words[0], request.target = words[1], request.version = version;
}

void read_fields(const std::vector<string>& lines, Request& request) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    if (colon == string::npos || !is_token(lines[i].substr(0, colon))) throw Refused{"400 Bad Request"};
    const string value = strip(string_view(lines[i]).substr(colon + 1));
    const auto [field, fresh] = request.fields.emplace(lower(lines[i].substr(0, colon)), value);
    if (!fresh) field->second += ", " + value;
  }
  if (request.version == "HTTP/1.1" && !request.field("host")) throw Refused{"400 Bad Request"};
}

string read_chunks(Client& client) {
  string body;
  for (;;) {
    const string line = client.line();
    string digits = line.substr(0, line.find(';'));
    digits.resize(digits.find_last_not_of(" \t") + 1);
    const bool fine = !digits.empty() && digits.size() <= 16 &&
                      std::ranges::all_of(digits, [](unsigned char c) { return isxdigit(c); });
    if (!fine) throw Refused{"400 Bad Request"};
    const auto size = std::stoull(digits, nullptr, 16);
    if (size == 0) break;
    if (size > most_body - body.size()) throw Refused{"413 Content Too Large"};
    body += client.bytes(size);
    if (client.bytes(2) != "\r\n") throw Refused{"400 Bad Request"};
  }
  while (!client.line().empty()) {
  } // trailers: nobody here needs them
  return body;
}

string read_body(Client& client, const Request& request) {
  const string *coding = request.field("transfer-encoding"), *length = request.field("content-length");
  if (coding && (length || lower(*coding) != "chunked")) throw Refused{"400 Bad Request"};
  if (coding) return read_chunks(client);
  if (!length) return "";
  if (!is_digits(*length)) throw Refused{"400 Bad Request"};
  if (length->size() > 9 || std::stoul(*length) > most_body) throw Refused{"413 Content Too Large"};
  return client.bytes(std::stoul(*length));
}

bool stays_open(const Request& request) {
  bool close = false, keep = false;
  if (const string* words = request.field("connection"))
    for (const string& word : split(lower(*words), ",")) {
      close = close || strip(word) == "close";
      keep = keep || strip(word) == "keep-alive";
    }
  return request.version == "HTTP/1.0" ? keep : !close;
}

bool takes_gzip(const Request& request) {
  const string* wishes = request.field("accept-encoding");
  if (!wishes || request.field("range")) return false;
  std::map<string, double> weights;
  for (const string& wish : split(lower(*wishes), ",")) {
    const auto words = split(wish, ";");
    const string weight = words.size() > 1 ? strip(words[1]) : "";
    weights[strip(words[0])] = weight.starts_with("q=") ? atof(weight.c_str() + 2) : 1;
  }
  return weights.contains("gzip") ? weights["gzip"] > 0 : weights["*"] > 0;
}

using Pairs = std::vector<std::pair<string, string>>;

Pairs pairs_of(const string& query) {
  Pairs pairs;
  for (const string& part : split(query, "&")) {
    const auto equals = part.find('=');
    const string value = equals == string::npos ? "" : part.substr(equals + 1);
    if (!part.empty()) pairs.emplace_back(form_decoded(part.substr(0, equals)), form_decoded(value));
  }
  return pairs;
}

// ---- answers

struct Answer {
  Client& client;
  Request& request;

  void head(string_view status, const string& lines) const {
    const char* line = !request.stays || guests.leaving ? "Connection: close\r\n"
                       : request.version == "HTTP/1.0"  ? "Connection: keep-alive\r\n"
                                                        : "";
    client.send("HTTP/1.1 " + string(status) + "\r\n" + lines + line + "\r\n");
  }

  void say(string_view status, const string& type, string body, string lines = "") const {
    if (status == "200 OK" && shrinks(type, body.size())) {
      lines += "Vary: Accept-Encoding\r\n";
      if (request.zips) lines += "Content-Encoding: gzip\r\n", body = gzipped(body);
    }
    head(status,
         "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + lines);
    if (request.method != "HEAD") client.send(body);
  }

  void text(string_view status, string body, string lines = "") const {
    say(status, "text/plain", std::move(body), std::move(lines));
  }

  void stream(int count) const {
    const bool old = request.version == "HTTP/1.0";
    if (old) request.stays = false;
    head("200 OK", string("Content-Type: text/plain\r\n") + (old ? "" : "Transfer-Encoding: chunked\r\n"));
    for (int k = 1; k <= count; ++k) {
      if (k > 1) std::this_thread::sleep_for(Millis{50});
      if (k % 3 == 0) continue; // nothing in it, and a chunk of size 0 would be the last
      const string piece = "this is piece number " + std::to_string(k) + "\n";
      char size[16];
      snprintf(size, sizeof size, "%zx\r\n", piece.size());
      client.send(old ? piece : size + piece + "\r\n");
    }
    if (!old) client.send("0\r\n\r\n");
  }
};

namespace fs = std::filesystem;

const fs::path root = fs::weakly_canonical(getenv("DOC_ROOT") ? getenv("DOC_ROOT") : ".");

// Where the file or folder really lies; nothing when that is outside of the root.
std::optional<string> place_of(const string& name) {
  std::error_code error;
  if (name.find('\0') != string::npos) return std::nullopt;
  const string place = fs::canonical(root.string() + "/" + name, error).string();
  if (error || (place != root && !place.starts_with(root.string() + "/"))) return std::nullopt;
  return place;
}

string type_of(const string& place) {
  static const std::map<string, string> types{{".html", "text/html"},        {".txt", "text/plain"},
                                              {".css", "text/css"},          {".js", "text/javascript"},
                                              {".json", "application/json"}, {".png", "image/png"}};
  const auto found = types.find(lower(fs::path(place).extension()));
  return found == types.end() ? "application/octet-stream" : found->second;
}

constexpr const char* date_form = "%a, %d %b %Y %H:%M:%S GMT";

string date_of(time_t seconds) {
  char text[64];
  tm parts{};
  strftime(text, sizeof text, date_form, gmtime_r(&seconds, &parts));
  return text;
}

std::optional<time_t> seconds_of(const string* date) {
  tm parts{};
  const char* end = date ? strptime(date->c_str(), date_form, &parts) : nullptr;
  return end && *end == '\0' ? std::optional(timegm(&parts)) : std::nullopt;
}

bool is_known(const Request& request, const string& tag, time_t modified) {
  if (const string* tags = request.field("if-none-match")) {
    for (const string& one : split(*tags, ",")) {
      const string name = strip(one);
      if ((name.starts_with("W/") ? name.substr(2) : name) == tag) return true;
    }
    return *tags == "*";
  }
  const auto since = seconds_of(request.field("if-modified-since"));
  return since && modified <= *since;
}

struct Part {
  long from, to;
};

// What is asked for; an empty part where there is none; nothing when the whole file is to be sent.
std::optional<Part> part_of(const Request& request, long size, const string& tag, time_t modified) {
  const string *range = request.field("range"), *condition = request.field("if-range");
  if (request.method != "GET" || !range || !range->starts_with("bytes=")) return std::nullopt;
  if (condition && *condition != tag && seconds_of(condition) != modified) return std::nullopt;
  const auto ends = split(range->substr(6), "-");
  if (ends.size() != 2 || (ends[0] + ends[1]).empty()) return std::nullopt;
  for (const string& end : ends)
    if (!end.empty() && (!is_digits(end) || end.size() > 18)) return std::nullopt;
  if (ends[0].empty()) return Part{std::max(size - std::stol(ends[1]), 0L), size};
  const long first = std::stol(ends[0]);
  if (ends[1].empty()) return Part{first, size};
  if (std::stol(ends[1]) < first) return std::nullopt;
  return Part{first, std::min(std::stol(ends[1]) + 1, size)};
}

struct File {
  int fd;
  explicit File(const string& place) : fd(open(place.c_str(), O_RDONLY | O_CLOEXEC)) {}
  File(const File&) = delete;
  ~File() { close(fd); }

  // Piece by piece, each when the one before has gone.
  template <class Use> void read(Part part, Use use) const {
    char piece[65'536];
    while (part.from < part.to) {
      const auto most = static_cast<std::size_t>(std::min<long>(sizeof piece, part.to - part.from));
      const ssize_t count = pread(fd, piece, most, part.from);
      if (count <= 0) throw Gone{}; // it has become shorter, and its length is promised
      use(string_view(piece, static_cast<std::size_t>(count)));
      part.from += count;
    }
  }
};

void send_file(const Answer& answer, const string& path) {
  const Request& request = answer.request;
  const string name = percent_decoded(path.substr(strlen("/files/")));
  std::optional<string> place = place_of(name);
  struct stat info{};
  if (place && stat(place->c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    if (!name.empty() && !name.ends_with('/'))
      return answer.text("301 Moved Permanently", "", "Location: " + path + "/\r\n");
    place = place_of(name + "index.html");
  } else if (name.ends_with('/')) {
    place.reset();
  }
  if (!place || stat(place->c_str(), &info) != 0 || !S_ISREG(info.st_mode))
    return answer.text("404 Not Found", "nothing is here\n");
  const File file(*place);
  fstat(file.fd, &info);
  const string type = type_of(*place);
  const bool may = shrinks(type, static_cast<std::size_t>(info.st_size)), zips = may && request.zips;
  const string tag = "\"" + std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) +
                     "-" + std::to_string(info.st_size) + (zips ? "-gzip" : "") + "\"";
  string lines =
      "ETag: " + tag + "\r\nLast-Modified: " + date_of(info.st_mtime) + "\r\nAccept-Ranges: bytes\r\n";
  if (may) lines += "Vary: Accept-Encoding\r\n";
  if (is_known(request, tag, info.st_mtime)) return answer.head("304 Not Modified", lines);
  lines += "Content-Type: " + type + "\r\n";
  const auto length = [](long size) { return "Content-Length: " + std::to_string(size) + "\r\n"; };
  if (zips) {
    string body;
    file.read({0, info.st_size}, [&](string_view piece) { body += piece; });
    body = gzipped(body);
    answer.head("200 OK", lines + "Content-Encoding: gzip\r\n" + length(static_cast<long>(body.size())));
    if (request.method == "GET") answer.client.send(body);
    return;
  }
  const auto part = part_of(request, info.st_size, tag, info.st_mtime);
  const string size = std::to_string(info.st_size);
  if (part && part->from >= part->to)
    return answer.text("416 Range Not Satisfiable", "", "Content-Range: bytes */" + size + "\r\n");
  const Part sent = part.value_or(Part{0, info.st_size});
  if (part)
    lines += "Content-Range: bytes " + std::to_string(sent.from) + "-" + std::to_string(sent.to - 1) + "/" +
             size + "\r\n";
  answer.head(part ? "206 Partial Content" : "200 OK", lines + length(sent.to - sent.from));
  if (request.method == "GET") file.read(sent, [&](string_view piece) { answer.client.send(piece); });
}

string inspection(const Request& request, const string& path, const Pairs& pairs) {
  string query;
  for (const auto& [name, value] : pairs)
    query += (query.empty() ? "[" : ", [") + json_text(name) + ", " + json_text(value) + "]";
  return "{\"method\": " + json_text(request.method) + ", \"path\": " + json_text(percent_decoded(path)) +
         ", \"query\": [" + query + "]}";
}

string headers_of(const Request& request) {
  string members;
  for (const auto& [name, value] : request.fields)
    members += (members.empty() ? "" : ", ") + json_text(name) + ": " + json_text(utf8(value));
  return "{" + members + "}";
}

std::atomic<long> counter = 0;

void respond(const Answer& answer) {
  static const std::set<string> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  static const std::map<string, string> allowed{{"/", "GET"},        {"/headers", "GET"}, {"/agent", "GET"},
                                                {"/echo", "POST"},   {"/count", "POST"},  {"/sleep", "GET"},
                                                {"/counter", "GET"}, {"/stream", "GET"}};
  const Request& request = answer.request;
  const auto mark = request.target.find('?');
  const string path = request.target.substr(0, mark);
  const Pairs pairs = pairs_of(mark == string::npos ? "" : request.target.substr(mark + 1));
  const auto number = [&] { return pairs.empty() ? 0 : atoi(pairs[0].second.c_str()); };
  const auto fixed = allowed.find(path);
  if (!methods.contains(request.method)) return answer.text("501 Not Implemented", "what is that?\n");
  if (fixed != allowed.end() && fixed->second != request.method)
    return answer.text("405 Method Not Allowed", "", "Allow: " + fixed->second + "\r\n");
  if (path.starts_with("/files/") && request.method != "GET" && request.method != "HEAD")
    return answer.text("405 Method Not Allowed", "", "Allow: GET, HEAD\r\n");
  if (path.starts_with("/files/")) return send_file(answer, path);
  if (path.starts_with("/inspect/"))
    return answer.say("200 OK", "application/json", inspection(request, path, pairs));
  if (fixed == allowed.end()) return answer.text("404 Not Found", "nothing is here\n");
  if (path == "/") return answer.text("200 OK", "ok\n");
  if (path == "/headers") return answer.say("200 OK", "application/json", headers_of(request));
  if (path == "/agent")
    return answer.text("200 OK", (request.field("user-agent") ? *request.field("user-agent") : "") + "\n");
  if (path == "/echo") {
    const string* type = request.field("content-type");
    return answer.say("200 OK", type ? *type : "application/octet-stream", request.body);
  }
  if (path == "/count") {
    const auto characters =
        std::ranges::count_if(request.body, [](unsigned char c) { return (c & 0xC0) != 0x80; });
    return answer.say("200 OK", "application/json",
                      "{\"bytes\": " + std::to_string(request.body.size()) +
                          ", \"characters\": " + std::to_string(characters) + "}");
  }
  if (path == "/counter") return answer.text("200 OK", std::to_string(++counter) + "\n");
  if (path == "/stream") return answer.stream(number());
  std::this_thread::sleep_for(Millis{number()});
  answer.text("200 OK", "slept\n");
}

// ---- the server

void serve(Client& client) {
  for (;;) {
    Request request;
    const auto lines = split(client.head(), "\r\n");
    read_words(lines[0], request);
    read_fields(lines, request);
    const string* expects = request.field("expect");
    client.asks = request.version == "HTTP/1.1" && expects && lower(*expects) == "100-continue";
    request.body = read_body(client, request);
    client.asks = false;
    client.busy = true;
    request.zips = takes_gzip(request);
    request.stays = stays_open(request) && !guests.leaving;
    respond({client, request});
    if (!request.stays || guests.leaving) return client.part();
    client.begun = client.has_more();
    client.busy = false;
  }
}

void refuse(Client& client, const char* status) {
  client.send("HTTP/1.1 " + string(status) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

void attend(Client* client) {
  try {
    serve(*client);
  } catch (const Refused& refused) {
    try {
      refuse(*client, refused.status);
      client->part();
    } catch (const Gone&) {
    }
  } catch (const Gone&) {
  }
  guests.leave(client);
  delete client;
}

void welcome(int door) {
  for (;;) {
    const int socket = accept4(door, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0 && guests.leaving) return;
    if (socket < 0) continue;
    auto* client = new Client(socket);
    const auto room = guests.enter(client);
    if (room == Guests::Room::yes) {
      std::thread(attend, client).detach();
      continue;
    }
    try {
      if (room == Guests::Room::full) refuse(*client, "503 Service Unavailable");
    } catch (const Gone&) {
    }
    delete client;
  }
}

int main() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr); // waited for, below
  const int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(setting("PORT", 8080)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(door, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(door, 512) != 0) {
    perror("PORT");
    return 1;
  }
  std::thread(welcome, door).detach();
  int number = 0;
  sigwait(&signals, &number);
  std::thread([&signals] {
    int again = 0;
    sigwait(&signals, &again);
    _exit(1);
  }).detach();
  guests.leaving = true;
  shutdown(door, SHUT_RDWR); // wakes who waits in accept()
  guests.send_home();
  _exit(0); // the other threads still wait for signals and clients
}
