#include "graders/http/crowd.hpp"

#include "graders/http/expectation.hpp"
#include "graders/http/source.hpp"
#include "graders/http/wire.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>

namespace bex::http {
namespace {

constexpr Millis room_comes{200}; // to a queue that is full, or never
constexpr Millis look_for_room{2};
constexpr Millis look_again{20};
constexpr Millis calm{100};      // without a change: then it has settled
constexpr Millis settles{1'000}; // or never

std::optional<std::int64_t> whole(const std::string& digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool fine = error == std::errc{} && end == digits.data() + digits.size();
  return fine ? std::optional(number) : std::nullopt;
}

std::optional<int> status_of(const std::string& key) {
  const auto number = whole(key);
  return number && *number >= 200 && *number <= 599 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// "clients 1, 4 and 5"
std::string clients(std::span<const Exchange> answers, int status) {
  std::vector<std::string> numbers;
  for (const Exchange& answer : answers)
    if (answer.response.status == status) numbers.push_back(std::to_string(answer.client));
  if (numbers.size() == 1) return "client " + numbers.front();
  const std::string last = numbers.back();
  numbers.pop_back();
  return "clients " + join(numbers, ", ") + " and " + last;
}

std::optional<Misfit> count(const Step& step, std::span<const Exchange> answers, const std::string& where) {
  for (const auto& [status, wanted] : step.crowd.tally) {
    const auto has = [status = status](const Exchange& answer) { return answer.response.status == status; };
    const auto came = static_cast<std::size_t>(std::ranges::count_if(answers, has));
    if (came == wanted) continue;
    std::string got = std::to_string(came);
    if (came > 0) got += ": " + clients(answers, status);
    std::size_t shown = 0; // the last with a status that came too often, else the first with another
    for (std::size_t i = 0; i < answers.size(); ++i)
      if (has(answers[i]) == (came > wanted)) {
        shown = i;
        if (came < wanted) break;
      }
    const std::string label = "answers with status " + std::to_string(status);
    const std::string want = std::to_string(wanted) + " of " + std::to_string(answers.size());
    return Misfit{{{label, want, std::move(got), where}}, shown};
  }
  return std::nullopt;
}

std::optional<Misfit> add_up(const Step& step, std::span<const Exchange> answers, const Variables& variables,
                             const std::string& where) {
  for (const auto& [source, pattern] : step.crowd.sums) {
    const std::string label = "sum of " + describe(source);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto value = find_value(source, answers[i].response);
      const auto number = whole(value ? plain_text(*value) : "");
      if (!number || __builtin_add_overflow(sum, *number, &sum))
        return Misfit{{{label, "a whole number in each answer", value ? write_json(*value) : "",
                        place_of(step, where, answers[i].client, answers[i].round)}},
                      i};
    }
    const std::string wanted = plain_text(fill_in(pattern, variables));
    if (std::to_string(sum) != wanted)
      return Misfit{{{label, wanted, std::to_string(sum), where}}, answers.size() - 1};
  }
  return std::nullopt;
}

} // namespace

Crowd parse_crowd(Reader& step, PatternReader& patterns) {
  Crowd crowd;
  Reader tally = step.table_or_empty("tally");
  for (const std::string& key : tally.keys()) {
    const auto status = status_of(key);
    const auto times = tally.integer(key, 0, 64);
    if (!status)
      step.document().report(tally.key_place(key), "a status is a number from 200 to 599", "",
                             "{ 201 = 1, 409 = 7 }");
    else if (times)
      crowd.tally.emplace_back(*status, static_cast<std::size_t>(*times));
  }
  Reader sums = step.table_or_empty("sum");
  for (const std::string& key : sums.keys()) {
    const auto source = parse_source(step.document(), key, sums.key_place(key));
    const toml::node* value = sums.node(key);
    if (!value->is_integer() && !value->is_string())
      sums.error_at_value(key, "a sum is a whole number", "", "write 8, or \"${stock}\"");
    else if (source)
      crowd.sums.emplace_back(*source, patterns.json(*value, Use::send));
  }
  for (const char* key : {"tally", "sum"})
    if (step.has(key) && step.has("stop"))
      step.error_at_value(key, "some of the clients may get no answer", "the server is stopped among them",
                          "look at what is there when it has been started again");
  return crowd;
}

std::optional<Leaks> parse_leaks(Reader& step, int repeat) {
  auto table = step.table("leaks");
  if (!table) return std::nullopt;
  constexpr std::int64_t most = 1 << 20;
  const auto amount = [&](const char* key) {
    const auto number = table->integer(key, 0, most);
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
  };
  Leaks leaks{amount("descriptors"), amount("threads"), amount("processes"), amount("memory_kib")};
  table->finish();
  if (table->keys().empty())
    step.error_at_value("leaks", "there is nothing to look at", "", "{ descriptors = 2, threads = 0 }");
  constexpr int least = 10;
  if (repeat < least)
    step.error_at_value("leaks", "a leak shows over many rounds", "", "`repeat` is at least 10 here");
  return leaks;
}

std::string numbered(const char* what, std::size_t number, std::size_t of) {
  return of > 1 ? std::string(what) + " " + std::to_string(number) + " of " + std::to_string(of) : "";
}

std::string after(const std::string& place, const std::string& more) {
  return place.empty() || more.empty() ? place + more : place + ", " + more;
}

std::string place_of(const Step& step, const std::string& place, int client, int round) {
  std::string text = place;
  if (step.clients > 1 && client > 0) text = after(text, "client " + std::to_string(client));
  if (step.repeat > 1) text = after(text, "round " + std::to_string(round));
  return text;
}

std::vector<Finding> Unique::take(const Exchange& exchange, const std::string& where) {
  std::vector<Finding> found;
  for (std::size_t i = 0; i < step_.unique.size(); ++i) {
    std::string label = describe(step_.unique[i]);
    const auto value = find_value(step_.unique[i], exchange.response);
    if (!value) {
      found.push_back({std::move(label), "a value that no other answer has", "", where});
      continue;
    }
    const auto [earlier, fresh] =
        first_.emplace(std::pair(i, plain_text(*value)), std::pair(exchange.client, exchange.round));
    if (fresh) continue;
    const std::string other = place_of(step_, "", earlier->second.first, earlier->second.second);
    found.push_back(
        {std::move(label), "another value than in the answer to " + other, plain_text(*value), where});
  }
  return found;
}

std::optional<Misfit> examine_round(const Step& step, std::span<const Exchange> answers,
                                    const Variables& variables, const std::string& where) {
  auto misfit = count(step, answers, where);
  return misfit ? misfit : add_up(step, answers, variables, where);
}

std::vector<Finding> late(const Step& step, int round, Nanos took, const std::string& where) {
  if (!step.all_within || took <= *step.all_within) return {};
  std::string want = "all " + std::to_string(step.repeat) + " rounds within " +
                     std::to_string(step.all_within->count()) + " ms";
  std::string got = std::to_string(round) + " of them in " +
                    std::to_string(std::chrono::floor<Millis>(took).count()) + " ms";
  return {{"time", std::move(want), std::move(got), where}};
}

std::vector<Fd> linger(Running& server, Clock& clock, std::uint16_t port, std::string_view head, int count) {
  std::vector<Fd> open;
  Nanos until = clock.now() + room_comes;
  while (std::ssize(open) < count && !interrupted()) {
    Fd socket;
    const auto connected = try_to_connect(server, port, socket);
    if (!connected) break; // who asks next finds out why
    if (!*connected) {
      if (clock.now() >= until) break;
      clock.sleep_for(look_for_room);
      continue;
    }
    const auto part = head.size() * open.size() / static_cast<std::size_t>(count);
    if (part > 0) (void)send_some(socket.get(), head.substr(0, part));
    open.push_back(std::move(socket));
    until = clock.now() + room_comes;
  }
  return open;
}

std::optional<Census> settled(Running& server, Clock& clock) {
  auto last = server.census();
  const Nanos until = clock.now() + settles;
  for (Nanos since = clock.now(); last && clock.now() < until && !interrupted();) {
    if (clock.now() - since >= calm) break;
    clock.sleep_for(look_again);
    const auto now = server.census();
    const bool same = now && now->descriptors == last->descriptors && now->threads == last->threads &&
                      now->processes == last->processes;
    if (!same) since = clock.now();
    last = now;
  }
  return last;
}

std::vector<Finding> leaked(const Leaks& leaks, const Census& half, const Census& end, int rounds,
                            const std::string& where) {
  std::vector<Finding> findings;
  const auto compare = [&](const char* what, const std::optional<std::size_t>& allowed, std::size_t before,
                           std::size_t after, const char* unit) {
    if (!allowed || after <= before + *allowed) return;
    findings.push_back({what,
                        "at most " + std::to_string(*allowed) + unit + " more than the " +
                            std::to_string(before) + unit + " after " + std::to_string(rounds / 2) +
                            " rounds",
                        std::to_string(after) + unit + " after " + std::to_string(rounds), where});
  };
  constexpr std::uint64_t kib = 1024;
  compare("open descriptors", leaks.descriptors, half.descriptors, end.descriptors, "");
  compare("threads", leaks.threads, half.threads, end.threads, "");
  compare("processes", leaks.processes, half.processes, end.processes, "");
  compare("memory", leaks.memory_kib, half.memory.count / kib, end.memory.count / kib, " KiB");
  return findings;
}

} // namespace bex::http
