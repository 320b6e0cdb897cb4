// One check against a server that may be there or not; private to this folder.
#pragma once

#include "graders/http/crowd.hpp"
#include "graders/http/flood.hpp"
#include "graders/http/http.hpp"
#include "graders/http/life.hpp"
#include "graders/http/log.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/raw.hpp"
#include "graders/http/server.hpp"
#include "graders/upstream/wanted.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

inline constexpr Millis death_shows{300}; // from the break of a connection to the news of the end behind it

class CheckRun {
 public:
  CheckRun(const Spec& spec, const Settings& settings, Server& server, Clock& clock, std::uint64_t seed,
           const Reference& reference);

  Observation run();

 private:
  const Spec& spec_;
  const Settings& settings_;
  Server& server_;
  Clock& clock_;
  std::uint64_t seed_;
  std::optional<Client> client_; // none before the first start
  Observation seen_;
  std::vector<Fd> held_;                // connections that stay until the end of the check
  bool down_ = false;                   // the server does not run, because a step wants it so
  bool fetched_ = false;                // the server asked its upstream for what an attacker named
  bool broke_ = false;                  // a connection ended in mid answer, or none came about
  std::unique_ptr<CheckRun> reference_; // is asked the same
  std::string lacking_;                 // why there is none
  Variables variables_;                 // of a reference: its own, as its answers are

  void open();

  void run_rows();
  Variables begin_turn(std::size_t turn);
  void conclude(Exchange exchange, Examination examination);
  void hang_up();
  bool run_step(const Step& step, Variables& variables, const std::string& place);
  bool run_flow(const Call& call, Variables& variables, const std::string& place);

  // check_crud.cpp
  bool run_model(const Step& step, const Variables& variables, const std::string& place);

  // check_ask.cpp
  RawRun raw_run();
  // All rounds of a step; the stroke falls in the last.
  bool ask_all(const Step& step, Variables& variables, const std::string& place, Client::Stroke* stroke);
  // Connections of ours that are in use would keep a server from taking others.
  std::vector<Fd> crowd_in(const Step& step, Variables& variables);
  std::optional<Census> take_stock();
  bool is_tight(const Step& step, const std::optional<Census>& half, const std::string& place);
  // Further requests, until one is not answered as it should be; `why` stands before their names.
  bool ask_more(std::vector<Derived> requests, const char* why, const std::string& place);
  static void gather(const Step& step, const Exchange& exchange, Variables& variables);
  bool run_raw(RawRun& raw, const Raw& step, Variables& variables, const std::string& place);
  static void set_place(Variables& variables, int client, int round);
  // The same with `eventually`, until the time is over; invalid bytes end it at once.
  std::optional<std::vector<Exchange>> ask_until(const Step& step, Variables& variables, int round,
                                                 const std::string& place, Client::Stroke* stroke);
  // The answers of one round; nothing when there are none.
  std::optional<std::vector<Exchange>> ask(const Step& step, Variables& variables, int round,
                                           const std::string& place, Client::Stroke* stroke);
  std::optional<std::vector<Exchange>> send(const std::vector<Request>& requests, Client::Stroke* stroke);
  static Exchange unsent(Request request);
  // A connection that does not come about says something of the server when that is dead or has stopped to
  // listen.
  bool gave_up(const Error& error, Nanos until);
  bool accept(const Step& step, Exchange& exchange, Variables& variables, Unique& unique,
              const std::string& place);

  // check_load.cpp
  bool run_load(const Step& step, Variables& variables, const std::string& place);
  // The clients of `step`, and how their answers are judged; all of the arguments outlive it.
  Question question_of(const Step& step, Variables& variables, Unique& unique, const std::string& place);
  bool can_be_asked(const Step& step, Variables& variables, const std::string& place);
  // Nothing when an answer was not as expected, or none came.
  std::optional<Pace> take_slice(Flood& flood, std::size_t requests, Nanos time);
  // The load on the submission and on the reference in turn.
  bool race(const Step& step, Flood& flood, const std::string& place);
  // A slice of the reference's, and how many processors the submission took meanwhile.
  std::optional<Pace> take_reference_slice(Flood& flood, const Pairs& pairs, double& busy);
  bool blame_bustle(double busy, const Exchange& last, const std::string& place);
  // The reference takes the step that the submission has taken.
  bool follow(const Step& step, const std::string& place);
  bool blame_reference();

  // check_life.cpp
  bool change_file(const TreeEntry& entry, const Variables& variables);
  bool steer(const Step& step, Variables& variables, const std::string& place);
  bool stop(const Step& step, Variables& variables, const std::string& place);
  // SIGTERM, perhaps twice, or SIGKILL; says when the last one went.
  Nanos send_signals(const Stop& wanted, Departure& departure);
  // The answer to what was in flight did not come whole.
  bool was_lost();
  bool depart(const Stop& wanted, Departure departure, Nanos signalled, const std::string& place, bool lost);
  // Shown with the exchange before it, if there is one.
  void conclude_life(std::vector<Finding> findings, bool endless);
  bool start(const Start& wanted, Variables& variables, const std::string& place);
  bool await_end(const Start& wanted, const std::string& place);
  bool use_data(const Step& step, Variables& variables, const std::string& place);
  // check_upstream.cpp
  // False when the exercise has one, and this server does not.
  bool has_upstream();
  bool await_arrivals(const upstream::Wanted& wanted, Variables& variables, const std::string& place);
  // What came there that nobody expects.
  bool is_upstream_fine();
  // `Heard` of attacks.
  std::optional<std::size_t> canary(const std::vector<std::string>& paths, Millis patience);
  // What has arrived, once `is_over` says so of it, or at `until`.
  std::vector<upstream::Arrival>
  await(Nanos until, const std::function<bool(const std::vector<upstream::Arrival>&)>& is_over);
  void conclude_arrivals(upstream::Verdicts verdicts, const std::vector<upstream::Arrival>& arrivals);
  void show_arrivals();

  // A line that does not come is shown with the exchange before it.
  bool await_line(const LogLine& wanted, const Variables& variables, const std::string& place);
};

} // namespace bex::http
