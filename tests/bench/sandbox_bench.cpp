// Measures the sandbox side by side with posix_spawn(3) and bwrap(1) in one run, all in turn so that what
// else the machine does strikes all alike. Prints JSON: for each figure its value, its limit and what it is
// made of.
//
//   sandbox_bench [--level L3|L2|L2p] [--repeats N]
#include "sandboxes/sandbox.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace bex;

namespace {

using Clock = std::chrono::steady_clock;
constexpr const char* program = "/usr/bin/true";

double ms_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double part(std::vector<double> values, double fraction) {
  if (values.empty()) throw std::runtime_error("nothing was measured");
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(fraction * static_cast<double>(values.size() - 1) + 0.5);
  return values[at];
}

double median(const std::vector<double>& values) {
  return part(values, 0.5);
}

pid_t start(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  char* env[] = {nullptr};
  pid_t pid = -1;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  const int error = ::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), env);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(words[0] + ": " + std::strerror(error));
  return pid;
}

double spawn(const std::vector<std::string>& words) {
  const auto begin = Clock::now();
  int status = 0;
  ::waitpid(start(words), &status, 0);
  if (status != 0) throw std::runtime_error(words[0] + " failed");
  return ms_since(begin);
}

struct Figure {
  std::string name, unit;
  double value, limit;
  std::string made_of;
};

class Bench {
 public:
  Bench(Sandbox& sandbox, int repeats) : sandbox_(sandbox), repeats_(repeats) {}

  void all() {
    launches();
    on_all_cpus();
    hundred_cases();
    overshoot();
    two_hundred_processes();
    requests();
  }

  void print() const {
    fmt::print("{{\n \"level\": \"{}\",\n \"figures\": [\n", name_of(sandbox_.level()));
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const auto& f = figures_[i];
      fmt::print("  {{\"name\": \"{}\", \"value\": {:.4f}, \"unit\": \"{}\", \"limit\": {}, \"made_of\": "
                 "\"{}\"}}{}\n",
                 f.name, f.value, f.unit, f.limit, f.made_of, i + 1 < figures_.size() ? "," : "");
    }
    fmt::print(" ]\n}}\n");
  }

 private:
  static SandboxSpec quick(std::vector<std::string> words = {program}) {
    SandboxSpec spec;
    spec.argv = std::move(words);
    return spec;
  }

  static SandboxSpec probe(std::vector<std::string> words) {
    words.insert(words.begin(), "/probe/sandbox_probe");
    SandboxSpec spec = quick(std::move(words));
    spec.mounts = {{BEXERCISE_PROBE_FOLDER, "/probe"}};
    return spec;
  }

  RunResult run(const SandboxSpec& spec) {
    auto result = sandbox_.run(spec);
    if (!result) throw std::runtime_error(result.error().what);
    if (const auto* refused = std::get_if<NotStarted>(&result->ending))
      throw std::runtime_error("could not " + refused->step);
    return std::move(*result);
  }

  double timed(const SandboxSpec& spec) {
    const auto begin = Clock::now();
    (void)run(spec);
    return ms_since(begin);
  }

  // A box that nobody prepared before: its names for this machine are new each time. The kernel takes down a
  // network for a while after its last process, so that whoever comes next is slowed: both come first in
  // turn.
  void launches() {
    std::vector<double> bare, wrapped, first, pooled;
    (void)run(quick());
    for (int i = 0; i < repeats_; ++i) {
      bare.push_back(spawn({program}));
      pooled.push_back(timed(quick()));
      if (i % 3 != 0) continue;
      SandboxSpec other = quick();
      other.hosts = {fmt::format("bench-{}.test", i)};
      const bool ours_first = i % 2 == 0;
      if (ours_first) first.push_back(timed(other));
      wrapped.push_back(spawn({"/usr/bin/bwrap", "--ro-bind", "/", "/", "--unshare-all", program}));
      if (!ours_first) first.push_back(timed(other));
    }
    const auto made_of =
        fmt::format("posix_spawn {:.3f} ms, bwrap {:.3f} ms, one-shot {:.3f} ms, pooled {:.3f} ms",
                    median(bare), median(wrapped), median(first), median(pooled));
    add("one-shot launch / bwrap", median(first) / median(wrapped), "x", 0.8, made_of);
    add("one-shot launch", median(first), "ms", 2.2, made_of);
    add("pooled launch / posix_spawn", median(pooled) / median(bare), "x", 1.6, made_of);
  }

  void on_all_cpus() {
    const auto cpus = std::max(1U, std::thread::hardware_concurrency());
    const auto rate = [&](const std::function<void()>& one) {
      const auto begin = Clock::now();
      std::vector<std::thread> threads;
      for (unsigned t = 0; t < cpus; ++t)
        threads.emplace_back([&] {
          for (int i = 0; i < repeats_; ++i) one();
        });
      for (auto& thread : threads) thread.join();
      return ms_since(begin) / repeats_;
    };
    const double bare = rate([] { spawn({program}); });
    const double ours = rate([this] { (void)run(quick()); });
    add("launches on all CPUs / posix_spawn on all", ours / bare, "x", 2.5,
        fmt::format("posix_spawn {:.3f} ms, pooled {:.3f} ms, {} at a time", bare, ours, cpus));
  }

  void hundred_cases() {
    SandboxSpec spec = quick({"/usr/bin/head", "-c", "5"});
    spec.input = std::string("12345\n");
    std::vector<double> beyond;
    for (int round = 0; round < 5; ++round) {
      auto begin = Clock::now();
      for (int i = 0; i < 100; ++i) spawn({"/usr/bin/head", "-c", "5", "/etc/hostname"});
      const double bare = ms_since(begin);
      begin = Clock::now();
      for (int i = 0; i < 100; ++i)
        if (run(spec).out != "12345") throw std::runtime_error("a wrong output");
      beyond.push_back(ms_since(begin) - bare);
    }
    add("100 cases above 100 bare spawns", median(beyond), "ms", 100, "one after the other");
  }

  void overshoot() {
    std::vector<double> cpu, wall;
    for (int i = 0; i < std::max(20, repeats_ / 5); ++i) {
      SandboxSpec spin = probe({"spin"});
      spin.limits.cpu = Millis(50);
      cpu.push_back(std::chrono::duration<double, std::milli>(run(spin).cpu).count() - 50);
      SandboxSpec sleep = probe({"sleep"});
      sleep.limits.wall = Millis(50);
      wall.push_back(std::chrono::duration<double, std::milli>(run(sleep).wall).count() - 50);
    }
    add("CPU limit overshoot, 95th percentile", part(cpu, 0.95), "ms", 5,
        fmt::format("median {:.2f} ms", median(cpu)));
    add("wall limit overshoot, 95th percentile", part(wall, 0.95), "ms", 5,
        fmt::format("median {:.2f} ms", median(wall)));
  }

  // From the word of the supervisor until nothing is alive.
  void two_hundred_processes() {
    std::vector<double> times;
    for (int i = 0; i < 10; ++i) {
      SandboxSpec spec = quick(
          {"/bin/sh", "-c", "i=0; while [ $i -lt 199 ]; do sleep 60 & i=$((i+1)); done; echo all; wait"});
      spec.limits.processes = 400;
      auto running = sandbox_.start(spec);
      if (!running) throw std::runtime_error(running.error().what);
      for (int tries = 0; tries < 5000 && (*running)->log(100) != "all\n"; ++tries) ::usleep(2000);
      const auto begin = Clock::now();
      (void)(*running)->stop(Millis(0));
      times.push_back(ms_since(begin));
    }
    add("200 processes to zero", median(times), "ms", 25, fmt::format("worst {:.1f} ms", part(times, 1)));
  }

  static void exchange(int socket) {
    if (::send(socket, "hello", 5, MSG_NOSIGNAL) != 5) throw std::runtime_error("could not send");
    char buffer[64];
    for (;;) {
      pollfd watched{socket, POLLIN, 0};
      if (::poll(&watched, 1, 5000) != 1) throw std::runtime_error("no answer");
      if (::read(socket, buffer, sizeof buffer) <= 0) return;
    }
  }

  static Fd connect_here(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int tries = 0; tries < 500; ++tries) {
      Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
      ::usleep(10'000);
    }
    throw std::runtime_error("the server outside does not listen");
  }

  // One connection with one request each, to the same program inside and outside; then as many servers on one
  // port as a course has learners.
  void requests() {
    const std::uint16_t port = static_cast<std::uint16_t>(20'000 + ::getpid() % 20'000);
    const pid_t outside = start(
        {std::string(BEXERCISE_PROBE_FOLDER) + "/sandbox_probe", "serve", "127.0.0.1", std::to_string(port)});
    SandboxSpec spec = probe({"serve", "127.0.0.1", "8080"});
    spec.network = Network::loopback;
    spec.limits.cpu = spec.limits.wall = Millis(120'000);
    std::vector<std::unique_ptr<Running>> servers;
    for (int i = 0; i < 50; ++i) {
      auto running = sandbox_.start(spec);
      if (!running) throw std::runtime_error(running.error().what);
      servers.push_back(std::move(*running));
    }
    int reached = 0;
    for (auto& server : servers) {
      for (int tries = 0; tries < 5000 && server->log(100).empty(); ++tries) ::usleep(2000);
      auto socket = server->connect(8080);
      if (!socket) continue;
      exchange(socket->get());
      ++reached;
    }
    std::vector<double> inside_us, outside_us;
    (void)connect_here(port);
    for (int i = 0; i < repeats_ * 2; ++i) {
      auto begin = Clock::now();
      exchange(connect_here(port).get());
      outside_us.push_back(ms_since(begin) * 1000);
      begin = Clock::now();
      auto socket = servers.front()->connect(8080);
      if (!socket) throw std::runtime_error(socket.error().what);
      const auto connected = Clock::now();
      exchange(socket->get());
      inside_us.push_back(ms_since(begin) * 1000);
      connecting_us_.push_back(std::chrono::duration<double, std::micro>(connected - begin).count());
    }
    ::kill(outside, SIGKILL);
    ::waitpid(outside, nullptr, 0);
    add("request on a new connection above host loopback", median(inside_us) - median(outside_us), "us", 20,
        fmt::format("inside {:.1f} us ({:.1f} us to connect), outside {:.1f} us", median(inside_us),
                    median(connecting_us_), median(outside_us)));
    add("servers on one port that did not answer", 50 - reached, "of 50", 0, "all on 127.0.0.1:8080");
  }

  void add(std::string name, double value, std::string unit, double limit, std::string made_of) {
    figures_.push_back({std::move(name), std::move(unit), value, limit, std::move(made_of)});
  }

  Sandbox& sandbox_;
  int repeats_;
  std::vector<Figure> figures_;
  std::vector<double> connecting_us_;
};

} // namespace

int main(int argc, char** argv) {
  Level level = Level::full;
  int repeats = 300;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--repeats") repeats = std::max(10, std::atoi(value.c_str()));
    if (option == "--level")
      level = value == "L2" ? Level::namespaces : value == "L2p" ? Level::reduced : Level::full;
  }
  try {
    auto sandbox = make_sandbox(Safety::sandboxed, level);
    if (!sandbox) throw std::runtime_error(sandbox.error().what);
    Bench bench(**sandbox, repeats);
    bench.all();
    bench.print();
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "sandbox_bench: {}\n", e.what());
    return 1;
  }
}
