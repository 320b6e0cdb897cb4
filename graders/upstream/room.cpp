#include "graders/upstream/room.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::upstream {
namespace {

constexpr std::size_t most_told = 12, most_width = 60;

const Reply& reply_for(const Route& route, std::size_t count) {
  for (const Reply& reply : route.replies) {
    if (count < static_cast<std::size_t>(reply.times)) return reply;
    count -= static_cast<std::size_t>(reply.times);
  }
  return route.replies.back();
}

long in_ms(Nanos time) {
  return static_cast<long>(std::chrono::floor<Millis>(time).count());
}

std::string fate_of(const Arrival& arrival) {
  if (arrival.left)
    return fmt::format("{}; given up after {} ms", arrival.answered, in_ms(*arrival.left - arrival.came));
  return arrival.answered;
}

std::string line_of(const Arrival& arrival) {
  if (arrival.fault) return "(no valid request)";
  const std::string line = arrival.request.method + " " + arrival.request.target;
  return line.size() > most_width ? line.substr(0, most_width) + "..." : line;
}

// A program may send as much as it likes, and all of it would lie in our memory.
bool has_room(const std::vector<std::shared_ptr<Arrival>>& arrivals) {
  constexpr std::size_t most_bytes = 64 << 20;
  std::size_t bytes = 0;
  for (const auto& arrival : arrivals) bytes += arrival->raw.size() + arrival->request.body.size();
  return arrivals.size() < Room::most_arrivals && bytes < most_bytes;
}

} // namespace

void Room::play(Script script, http::Variables variables, Nanos now) {
  script_ = std::move(script);
  variables_ = std::move(variables);
  began_ = now;
  counts_.assign(script_.routes.size(), 0);
  arrivals_.clear();
}

std::shared_ptr<Arrival> Room::note(Arrival arrival) {
  auto noted = std::make_shared<Arrival>(std::move(arrival));
  if (has_room(arrivals_)) arrivals_.push_back(noted);
  return noted;
}

Room::Given Room::receive(http::ReceivedRequest request, std::string raw, Nanos now) {
  Arrival arrival;
  arrival.raw = std::move(raw);
  arrival.came = now;
  const auto route = std::ranges::find_if(
      script_.routes, [&](const Route& one) { return upstream::line_of(one.request).matches(request); });
  arrival.expected = route != script_.routes.end();
  Answer answer = refusal(404);
  if (arrival.expected && has_room(arrivals_)) {
    std::size_t& count = counts_[static_cast<std::size_t>(route - script_.routes.begin())];
    answer = compose(reply_for(*route, count++), request, variables_);
  }
  arrival.request = std::move(request);
  arrival.answered = answer.name;
  return {note(std::move(arrival)), std::move(answer)};
}

Room::Given Room::receive(http::Fault fault, std::string raw, Nanos now) {
  Arrival arrival;
  arrival.fault = std::move(fault);
  arrival.raw = std::move(raw);
  arrival.came = now;
  Answer answer = refusal(400);
  arrival.answered = answer.name;
  return {note(std::move(arrival)), std::move(answer)};
}

std::vector<Arrival> Room::arrivals() const {
  std::vector<Arrival> all;
  for (const auto& arrival : arrivals_) all.push_back(*arrival);
  return all;
}

std::string heading(const Script& script) {
  const std::string what = "what arrived at the upstream";
  switch (script.certificate) {
  case Certificate::right:
    break;
  case Certificate::expired:
    return what + ", whose certificate has expired";
  case Certificate::wrong_name:
    return what + ", whose certificate is for another host";
  case Certificate::unknown_ca:
    return what + ", whose certificate is signed by nobody who is trusted";
  }
  return what;
}

std::string told(const Arrival& arrival) {
  return line_of(arrival) + "  ->  " + fate_of(arrival);
}

std::string told(const std::vector<Arrival>& arrivals, Nanos began) {
  if (arrivals.empty()) return "nothing\n";
  std::string text;
  for (std::size_t i = 0; i < std::min(arrivals.size(), most_told); ++i)
    text +=
        fmt::format("{:>2}  after {:>5} ms  {}\n", i + 1, in_ms(arrivals[i].came - began), told(arrivals[i]));
  if (arrivals.size() > most_told) text += fmt::format("... {} in all\n", arrivals.size());
  return text;
}

} // namespace bex::upstream
