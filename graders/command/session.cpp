#include "graders/command/session.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <iostream>
#include <iterator>
#include <utility>

namespace bex::command {

using Json = nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Call, words, input, service)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Task, services, calls)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Played, exit, signal, out, err, statements, connections, log, began, ended)

namespace {

constexpr int look_every_ms = 2;
constexpr std::size_t most_log = 16u << 20;
constexpr int bad_task = 64; // sysexits.h

// Each byte as the letter with its number, and back: JSON holds no other bytes than those of texts.
std::string letters_of(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      text += c;
    else
      text += {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
  }
  return text;
}

std::string bytes_of(const std::string& text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80 || at + 1 == text.size())
      bytes += text[at];
    else
      bytes += static_cast<char>((byte << 6) | (static_cast<unsigned char>(text[++at]) & 0x3F));
  }
  return bytes;
}

struct Pipe {
  Fd in, out; // what is read, what is written to
  std::string bytes;
  std::size_t most = most_output;
};

Pipe make_pipe() {
  int ends[2] = {-1, -1};
  (void)!::pipe2(ends, O_CLOEXEC);
  (void)::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Fd(ends[0]), Fd(ends[1]), {}};
}

// All that is there; what is over the limit is dropped. False at the end.
bool drain(Pipe& pipe) {
  char part[65536];
  for (;;) {
    const auto count = ::read(pipe.in.get(), part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 && errno == EAGAIN;
    const auto room = pipe.most - std::min(pipe.most, pipe.bytes.size());
    pipe.bytes.append(part, std::min(room, static_cast<std::size_t>(count)));
  }
}

struct Running {
  services::Given given;
  services::Started started;
  Pipe log;
};

pid_t spawn(std::vector<std::string> words, int in, int out, int err) {
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out, 1);
  ::posix_spawn_file_actions_adddup2(&actions, err, 2);
  pid_t process = -1;
  const int error = ::posix_spawnp(&process, argv.front(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

std::int64_t now_ns() {
  return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

class Session {
 public:
  // The words of why a service does not start; empty when all do.
  std::string start(const std::vector<services::Given>& all) {
    for (const auto& given : all) {
      auto log = make_pipe();
      log.most = most_log;
      auto started =
          services::start(given, "/tmp/services/" + given.name, log.out.get(), services::Log::statements);
      if (!started) {
        drain(log);
        return started.error() + "\n" + log.bytes;
      }
      running_.push_back({given, std::move(*started), std::move(log)});
    }
    return {};
  }

  Played play(const Call& call) {
    const auto input = services::input_with(call.input);
    out_ = make_pipe(), err_ = make_pipe();
    for (auto& one : running_) drain(one.log), one.log.bytes.clear();
    const auto began = now_ns();
    const auto process = spawn(words_of(call), input.get(), out_.out.get(), err_.out.get());
    out_.out.reset(), err_.out.reset();
    Played played;
    played.began = began;
    if (process < 0)
      played.exit = 127;
    else
      attend(process, played);
    played.ended = now_ns();
    for (const auto& one : running_)
      if (one.given.engine == services::Engine::postgres)
        read_log(one.log.bytes, played);
      else
        played.log += one.log.bytes.substr(0, most_output);
    played.out = std::move(out_.bytes), played.err = std::move(err_.bytes);
    return played;
  }

 private:
  std::vector<std::string> words_of(const Call& call) const {
    for (const auto& one : running_)
      if (one.given.name == call.service) return services::client_words(one.given, one.started.folder);
    return call.words;
  }
  // Until the program is gone. What its children say later is not waited for.
  void attend(pid_t process, Played& played) {
    for (int status = 0;;) {
      const bool gone = ::waitpid(process, &status, WNOHANG) == process;
      drain(out_), drain(err_);
      for (auto& one : running_) drain(one.log);
      if (gone && WIFSIGNALED(status)) played.signal = WTERMSIG(status);
      if (gone && WIFEXITED(status)) played.exit = WEXITSTATUS(status);
      if (gone) return;
      (void)::poll(nullptr, 0, look_every_ms); // a stream that has ended would be ready for ever
    }
  }

  std::vector<Running> running_;
  Pipe out_, err_;
};

// Begins and ends of transactions and settings are what drivers differ in.
bool counts(std::string_view statement) {
  static constexpr std::array free{"begin",     "start", "commit",  "end",   "rollback",   "abort",  "set",
                                   "savepoint", "show",  "release", "reset", "deallocate", "discard"};
  const auto end = std::find_if(statement.begin(), statement.end(),
                                [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z'); });
  const auto word = lower(statement.substr(0, static_cast<std::size_t>(end - statement.begin())));
  return std::find(free.begin(), free.end(), word) == free.end();
}

} // namespace

std::string to_json(const Task& task) {
  return Json(task).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Task> task_of(const std::string& json) {
  try {
    return Json::parse(json).get<Task>();
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::string to_json(const Played& played) {
  auto text = played;
  text.out = letters_of(text.out), text.err = letters_of(text.err), text.log = letters_of(text.log);
  for (auto& statement : text.statements) statement = letters_of(statement);
  return Json(text).dump();
}

std::vector<Played> played_of(std::string_view lines) {
  std::vector<Played> all;
  for (const auto line : split(lines, '\n')) try {
      if (line.empty()) break;
      auto played = Json::parse(line).get<Played>();
      played.out = bytes_of(played.out), played.err = bytes_of(played.err), played.log = bytes_of(played.log);
      for (auto& statement : played.statements) statement = bytes_of(statement);
      all.push_back(std::move(played));
    } catch (const Json::exception&) {
      break;
    }
  return all;
}

void read_log(std::string_view log, Played& played) {
  bool taking = false; // further lines of a statement begin with a tab
  for (const auto line : split(log, '\n')) {
    if (taking && line.starts_with('\t')) {
      played.statements.back() += " " + std::string(trim(line));
      continue;
    }
    taking = false;
    if (line.starts_with("db: LOG:  connection authorized")) ++played.connections;
    std::string_view said;
    if (line.starts_with("db: LOG:  statement: "))
      said = line.substr(std::string_view("db: LOG:  statement: ").size());
    if (line.starts_with("db: LOG:  execute ")) {
      const auto colon = line.find(": ", std::string_view("db: LOG:  execute ").size());
      if (colon != std::string_view::npos) said = line.substr(colon + 2);
    }
    said = trim(said);
    if (said.empty() || !counts(said)) continue;
    played.statements.emplace_back(said);
    taking = true;
  }
}

std::optional<int> run_inside(std::string_view word) {
  if (word != session_word) return std::nullopt;
  (void)::prctl(PR_SET_DUMPABLE, 0); // nobody of the same user gets at our descriptors or memory
  const std::string input(std::istreambuf_iterator<char>(std::cin), {});
  const auto task = task_of(input);
  const auto services = task ? services::given_of(task->services) : std::nullopt;
  if (!services) return bad_task;
  Session session;
  if (const auto why = session.start(*services); !why.empty()) {
    std::cerr << why << std::endl;
    return no_service;
  }
  for (const auto& call : task->calls) std::cout << to_json(session.play(call)) << '\n' << std::flush;
  return std::cout ? 0 : 74;
}

} // namespace bex::command
