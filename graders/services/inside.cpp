#include "graders/services/engine.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <iostream>
#include <iterator>
#include <system_error>
#include <thread>

namespace bex::services {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Given, name, engine, server, maker, client, data)

namespace {

constexpr std::chrono::seconds start_limit{60};
constexpr std::chrono::milliseconds between_looks{1};
constexpr std::size_t most_log = 2'000;

namespace exit_code { // sysexits.h
constexpr int bad_words = 64, fault = 65, no_service = 69;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (auto& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

tl::unexpected<std::string> unexpected(std::string what) {
  return tl::unexpected<std::string>(std::move(what));
}

// In a session of its own, so that no key of a terminal reaches it; `in` and `out` become its descriptors.
tl::expected<pid_t, std::string> spawn(std::vector<std::string> words, int in, int out) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out, 2);
  ::posix_spawn_file_actions_adddup2(&actions, 2, 1);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  auto argv = pointers(words);
  pid_t process = 0;
  const int error = ::posix_spawn(&process, argv.front(), &actions, &attributes, argv.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    return unexpected(fmt::format("{} does not start: {}", words.front(), std::strerror(error)));
  return process;
}

tl::expected<void, std::string> wait_for(pid_t process, const std::string& who) {
  int status = 0;
  if (::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return unexpected(WIFEXITED(status) ? fmt::format("{} exited with code {}", who, WEXITSTATUS(status))
                                      : fmt::format("{} was killed", who));
}

// With `text` on its stdin; what it says goes to our stderr.
tl::expected<void, std::string> run(std::vector<std::string> words, const std::string& text) {
  const auto input = input_with(text);
  if (!input) return unexpected("there is no room for the input of " + words.front());
  const auto name = fs::path(words.front()).filename().string();
  const auto process = spawn(std::move(words), input.get(), 2);
  return process ? wait_for(*process, name) : unexpected(process.error());
}

// Of a server that writes it to a file.
std::string end_of_log(const std::string& folder) {
  auto log = read_file(folder + "/log").value_or("");
  if (log.size() > most_log) log.erase(0, log.size() - most_log);
  return log.empty() ? log : ":\n" + log;
}

tl::expected<void, std::string> put_data(const Given& given, const std::string& folder) {
  std::error_code code;
  const auto data = folder + "/data";
  fs::create_directories(folder, code);
  if (!code && given.data.empty()) fs::create_directories(data, code);
  if (!code && !given.data.empty()) fs::copy(given.data, data, fs::copy_options::recursive, code);
  // PostgreSQL refuses a folder that others can read.
  if (!code) fs::permissions(data, fs::perms::owner_all, code);
  if (code) return unexpected(fmt::format("the data of {} cannot be copied: {}", given.name, code.message()));
  const auto maker = given.data.empty() ? maker_words(given, folder) : std::vector<std::string>();
  return maker.empty() ? tl::expected<void, std::string>() : run(maker, {});
}

tl::expected<void, std::string> make_data(const Given& given, const std::string& seed) {
  const auto started = start(given, "/box/made", 2, Log::kept);
  if (!started) return unexpected(started.error());
  const std::pair<std::vector<std::string>, std::string> steps[] = {
      {client_words(given, started->folder), setup_of(given.engine)},
      {seeder_words(given, started->folder), seed},
      {client_words(given, started->folder), farewell_of(given.engine)}};
  for (const auto& [words, input] : steps)
    if (auto done = input.empty() ? tl::expected<void, std::string>() : run(words, input); !done) return done;
  ::kill(started->process, stop_signal(given.engine));
  return wait_for(started->process, std::string(title_of(given.engine)));
}

// The servers are started by a process that ends: they belong to init then, and PROGRAM has no child that it
// did not make.
bool start_all(const std::vector<Given>& all, Log detail) {
  const pid_t starter = ::fork();
  if (starter == 0) {
    const auto keep_going = [detail](const Given& given) {
      const auto started = start(given, "/tmp/services/" + given.name, 2, detail);
      if (!started) std::cerr << "bexercise: " << started.error() << std::endl;
      return started.has_value();
    };
    ::_exit(std::all_of(all.begin(), all.end(), keep_going) ? 0 : 1);
  }
  return starter > 0 && wait_for(starter, "the starter").has_value();
}

// `words`: JSON PROGRAM ARGS...
int launch(char** words, const char* mark) {
  const auto all = given_of(words[0]);
  if (!all) return exit_code::bad_words;
  if (!start_all(*all, mark ? Log::told : Log::kept)) return exit_code::no_service;
  if (mark) std::cerr << mark << std::endl;
  ::execvp(words[1], words + 1);
  std::cerr << words[1] << ": " << std::strerror(errno) << std::endl;
  return errno == ENOENT ? 127 : 126;
}

int make(const std::string& json) {
  const auto all = given_of(json);
  if (!all || all->size() != 1) return exit_code::bad_words;
  const std::string seed(std::istreambuf_iterator<char>(std::cin), {});
  const auto made = make_data(all->front(), seed);
  if (!made) std::cerr << made.error() << std::endl;
  return made ? 0 : exit_code::fault;
}

} // namespace

std::string to_json(const std::vector<Given>& all) {
  return nlohmann::json(all).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<std::vector<Given>> given_of(const std::string& json) {
  try {
    return nlohmann::json::parse(json).get<std::vector<Given>>();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

tl::expected<Started, std::string> start(const Given& given, const std::string& parent, int log, Log detail) {
  if (auto put = put_data(given, parent); !put) return unexpected(put.error());
  const Fd nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const auto process = spawn(server_words(given, parent, detail), nothing.get(), log);
  if (!process) return unexpected(process.error());
  const auto until = std::chrono::steady_clock::now() + start_limit;
  while (!answers(given.engine, parent)) {
    if (::waitpid(*process, nullptr, WNOHANG) == *process)
      return unexpected(fmt::format("the {} server ended before it answered{}", title_of(given.engine),
                                    end_of_log(parent)));
    if (std::chrono::steady_clock::now() > until)
      return unexpected(
          fmt::format("the {} server does not answer{}", title_of(given.engine), end_of_log(parent)));
    std::this_thread::sleep_for(between_looks);
  }
  return Started{*process, parent};
}

Fd input_with(std::string_view text) {
  Fd file(::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file && ::pwrite(file.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
    file.reset();
  return file;
}

std::optional<int> run_inside(int argc, char** argv) {
  const std::string_view word = argc > 2 ? argv[1] : "";
  if (argc > 3 && word == launch_word) return launch(argv + 2, nullptr);
  if (argc > 4 && word == marked_launch_word) return launch(argv + 3, argv[2]);
  if (argc == 3 && word == make_word) return make(argv[2]);
  return std::nullopt;
}

} // namespace bex::services
