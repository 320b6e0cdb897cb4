#include "graders/sql/together.hpp"

#include "graders/sql/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <sstream>

namespace bex::sql {
namespace {

constexpr std::size_t most_statements = 100; // of one session
constexpr std::size_t statement_width = 36, came_width = 25, most_lines = 40;
constexpr const char* serialization_failure = "40001"; // SQLSTATE

struct Statement {
  std::string script;
  Piece piece;
};

std::vector<Statement> script_of(const SessionOf& session, const Files& files) {
  std::vector<Statement> all;
  for (const auto& name : session.run)
    for (const auto& piece : statements_of(files.at(name))) all.push_back({name, piece});
  return all;
}

std::string told(const Ran& ran, std::string_view statement) {
  if (ran.failure) return ran.failure->state.empty() ? ran.failure->what : "error " + ran.failure->state;
  if (!ran.has_rows) return statement.starts_with(ran.done) ? "" : ran.done;
  const auto& rows = ran.rows.rows;
  if (rows.empty()) return "no rows";
  return literal(rows.front()) + (rows.size() > 1 ? fmt::format(", {} rows", rows.size()) : "");
}

// One session on its way.
struct Player {
  std::unique_ptr<Session> session;
  std::vector<Statement> statements;
  std::size_t next = 0;  // that is to be said
  std::size_t begun = 0; // when the last one was said
  bool busy = false, waits = false, over = false;
  int tries = 0;
};

class Stage {
 public:
  Stage(const Round& round, const std::string& isolation, const Files& files) : round_(round) {
    for (const auto& one : round.one.together.sessions) {
      Player player;
      player.session = round.engine.open_session(one, isolation);
      player.statements = script_of(one, files);
      players_.push_back(std::move(player));
    }
    played_.sessions.resize(players_.size());
    played_.ends.resize(players_.size());
  }

  void play(const Turns& turns) {
    for (const auto i : turns) turn(i);
    const auto over = [](const Player& one) { return one.over; };
    while (!std::all_of(players_.begin(), players_.end(), over))
      for (std::size_t i = 0; i < players_.size(); ++i) turn(i);
  }
  Played take() { return std::move(played_); }

 private:
  // One statement, as far as it goes. A session that waits loses its turn, and says the rest at the end.
  void turn(std::size_t i) {
    auto& player = players_[i];
    if (player.over || player.busy) return;
    const auto text = player.statements[player.next].piece.text;
    player.session->begin(std::string(text));
    player.busy = true;
    player.begun = ++moment_;
    played_.lines.push_back({i, std::string(text), {}});
    settle();
  }

  // Until all that were begun are done or wait for one another; while nobody else can go on, the server has
  // to decide.
  void settle() {
    const auto first_line = played_.lines.size() - 1;
    ++settled_;
    while (true) {
      bool moves = false; // one that is done may have let another one go on
      for (std::size_t i = 0; i < players_.size(); ++i)
        if (players_[i].busy) moves = look(i, first_line) != Session::State::waiting || moves;
      const auto busy = [](const Player& one) { return one.busy; };
      const bool stuck = std::all_of(players_.begin(), players_.end(),
                                     [](const Player& one) { return one.over || one.busy; });
      if (std::none_of(players_.begin(), players_.end(), busy) || (!moves && !stuck)) return;
    }
  }

  Session::State look(std::size_t i, std::size_t first_line) {
    auto& player = players_[i];
    const auto state = player.session->look();
    if (state == Session::State::done) {
      done(i, first_line);
      return state;
    }
    if (round_.until > 0 && round_.engine.now_ms() > round_.until) {
      Failure late;
      late.verdict = Verdict::time_limit_exceeded;
      fail(i, std::move(late));
      return Session::State::done;
    }
    if (state == Session::State::waiting && !player.waits) {
      player.waits = true;
      ++played_.waits;
      played_.lines[first_line].came = "waits";
    }
    return state;
  }

  void done(std::size_t i, std::size_t first_line) {
    auto& player = players_[i];
    auto ran = player.session->take();
    const auto came = told(ran, player.statements[player.next].piece.text);
    if (player.waits) played_.lines.push_back({i, {}, {}});
    auto& line = player.waits ? played_.lines.back() : played_.lines[first_line];
    line.came = came.empty() && player.waits ? "goes on" : came;
    player.busy = player.waits = false;
    if (ran.failure && ran.failure->state == serialization_failure &&
        player.tries < round_.one.together.retries) {
      line.came += ", begins again";
      begin_again(i);
    } else if (ran.failure) {
      fail(i, std::move(*ran.failure));
    } else {
      auto& side = played_.sessions[i];
      if (ran.has_rows) side.rows = std::move(ran.rows), side.has_rows = true;
      played_.ends[i].push_back(settled_ * moments_of_one + player.begun);
      if (++player.next == player.statements.size()) end(i);
    }
  }

  void begin_again(std::size_t i) {
    auto& player = players_[i];
    ++player.tries;
    player.session->roll_back();
    player.next = 0;
    played_.ends[i].clear();
    played_.sessions[i] = {};
  }

  void fail(std::size_t i, Failure failure) {
    const auto& [script, piece] = players_[i].statements[players_[i].next];
    failure.script = script;
    failure.offset = static_cast<int>(piece.offset) + std::max(failure.offset, 0);
    played_.sessions[i].failure = std::move(failure);
    end(i);
  }

  void end(std::size_t i) {
    auto& player = players_[i];
    auto& side = played_.sessions[i];
    player.over = true;
    player.busy = false;
    side.open = !side.failure && player.session->in_transaction();
    if (!(side.failure && side.failure->verdict == Verdict::time_limit_exceeded)) player.session->roll_back();
  }

  // Those that end while others do are told apart by when they began: the server lets those that wait go on
  // in that order.
  static constexpr std::size_t moments_of_one = 1'000'000;

  const Round& round_;
  std::vector<Player> players_;
  Played played_;
  std::size_t moment_ = 0, settled_ = 0;
};

std::string one_line(const std::string& statement) {
  std::istringstream words(statement);
  std::string line, word;
  while (words >> word) line += (line.empty() ? "" : " ") + word;
  return line;
}

} // namespace

tl::expected<std::vector<std::size_t>, Failure> lengths_of(const Rules& rules, const Case& one,
                                                           const Files& files) {
  const auto wrong_answer = [](std::string what) {
    return tl::unexpected(Failure{Verdict::wrong_answer, std::move(what)});
  };
  std::vector<std::size_t> lengths;
  for (const auto& session : one.together.sessions) {
    for (const auto& name : session.run) {
      const auto file = files.find(name);
      if (file == files.end()) return wrong_answer(fmt::format("there is no file `{}`", name));
      const auto count = statements_of(file->second).size();
      if (rules.statements > 0 && count > static_cast<std::size_t>(rules.statements))
        return wrong_answer(fmt::format("`{}` has {} statements, and at most {} are asked for", name, count,
                                        rules.statements));
    }
    lengths.push_back(script_of(session, files).size());
    if (lengths.back() == 0 || lengths.back() > most_statements)
      return wrong_answer(fmt::format("a session has {} statements, and 1 to {} are asked for",
                                      lengths.back(), most_statements));
  }
  return lengths;
}

Played play_together(const Round& round, const std::string& image, const std::string& isolation,
                     const Turns& turns, const Files& files) {
  const auto database = round.engine.open_for_scripts(image, Way::plain, round.one);
  Played played;
  {
    Stage stage(round, isolation, files);
    stage.play(turns);
    played = stage.take();
  }
  const auto broken = [&](const Side& side) {
    return side.failure && !(round.one.may_fail && side.failure->constraint);
  };
  if (std::any_of(played.sessions.begin(), played.sessions.end(), broken)) return played;
  for (const auto& sql : round.one.then) played.after.tried.push_back(try_out(*database, sql));
  if (round.task.state) look_at(played.after, *database);
  return played;
}

std::string table_of(const std::vector<Line>& lines) {
  std::string out = fmt::format("session  {:<{}}what came\n", "says", statement_width + 2);
  const auto skipped = lines.size() > most_lines ? lines.size() - most_lines : 0;
  if (skipped > 0) out += fmt::format("[{} lines before]\n", skipped);
  for (const auto& [session, statement, came] : std::span(lines).subspan(skipped)) {
    const auto said = cut(one_line(statement), statement_width);
    const auto letters = static_cast<std::size_t>(
        std::count_if(said.begin(), said.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    auto line = fmt::format("{:<9}{}{}{}", session + 1, said, std::string(statement_width + 2 - letters, ' '),
                            cut(came, came_width));
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

} // namespace bex::sql
