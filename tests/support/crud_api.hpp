// An API of notes in memory, with one mistake where a test wants it.
#pragma once

#include "graders/http/crud_run.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace bex::test {

enum class CrudBug {
  none,
  put_keeps,       // what a PUT leaves out stays
  patch_clears,    // what a PATCH leaves out goes
  id_comes_back,   // the highest id and one
  delete_again,    // 204 for what is gone
  lists_deleted,   // a list still shows it
  patch_creates,   // of what is not there
  changes_another, // a PUT changes the note before, too
  loses_letters,   // texts end at a quotation mark
  stale_reads,     // what was read once stays as it was
  empty_missing,   // an empty text is none to a PATCH
  list_order,      // what was changed goes to the end
  reads_deleted,
};

class CrudApi {
 public:
  explicit CrudApi(CrudBug mistake) : bug(mistake) {}

  CrudBug bug;
  int requests = 0;

  http::Exchange operator()(const http::Request& request) {
    ++requests;
    http::Exchange exchange;
    exchange.request = request;
    exchange.end = http::Exchange::End::answered;
    const auto body = http::parse_json(request.body.value_or("{}"));
    const auto slash = request.target.rfind('/');
    if (slash == 0)
      all(request, *body->object(), exchange.response);
    else
      one(request.method, std::stol(request.target.substr(slash + 1)), *body->object(), exchange.response);
    return exchange;
  }

 private:
  struct Note {
    long id = 0;
    std::string text, kind; // as JSON
    bool there = true;
    std::string seen; // as it was read first
  };
  std::vector<Note> notes_;
  long next_ = 1;

  static std::string shown(const Note& note) {
    return R"({"id":)" + std::to_string(note.id) + R"(,"text":)" + note.text + R"(,"kind":)" + note.kind +
           "}";
  }

  static void answer(http::Response& response, int status, const std::string& body = "") {
    response.status = status;
    response.body = body;
  }

  [[nodiscard]] std::string letters(const http::Json& text) const {
    std::string plain = *text.text();
    if (bug == CrudBug::loses_letters) plain = plain.substr(0, plain.find('"'));
    return http::write_json(http::json_text(plain));
  }

  void fill(Note& note, const http::Json::Object& fields, bool clear) {
    if (clear) note.text = note.kind = R"("")";
    for (const auto& [name, value] : fields) (name == "text" ? note.text : note.kind) = letters(value);
  }

  void all(const http::Request& request, const http::Json::Object& fields, http::Response& response) {
    if (request.method == "POST") {
      if (bug == CrudBug::id_comes_back) {
        next_ = 1;
        for (const Note& note : notes_)
          if (note.there) next_ = std::max(next_, note.id + 1);
      }
      std::erase_if(notes_, [this](const Note& note) { return note.id == next_; });
      Note note{next_++, "", "", true, ""};
      fill(note, fields, true);
      notes_.push_back(note);
      return answer(response, 201, shown(note));
    }
    std::string list;
    for (const Note& note : notes_)
      if (note.there || bug == CrudBug::lists_deleted) list += (list.empty() ? "" : ",") + shown(note);
    answer(response, 200, "[" + list + "]");
  }

  void one(const std::string& method, long id, const http::Json::Object& fields, http::Response& response) {
    auto note = std::ranges::find(notes_, id, &Note::id);
    const bool there = note != notes_.end() && note->there;
    const bool was = note != notes_.end();
    if (method == "GET")
      return read(was && (there || bug == CrudBug::reads_deleted) ? &*note : nullptr, response);
    if (method == "DELETE") {
      if (!there) return answer(response, was && bug == CrudBug::delete_again ? 204 : 404);
      note->there = false;
      return answer(response, 204);
    }
    if (!there && method == "PATCH" && bug == CrudBug::patch_creates) {
      notes_.push_back({id, R"("")", R"("")", true, ""});
      return answer(response, 200, shown(notes_.back()));
    }
    if (!there) return answer(response, 404);
    const bool put = method == "PUT";
    http::Json::Object taken = fields;
    if (!put && bug == CrudBug::empty_missing)
      std::erase_if(taken, [](const http::Member& member) { return member.value.text()->empty(); });
    fill(*note, taken, put ? bug != CrudBug::put_keeps : bug == CrudBug::patch_clears);
    if (put && bug == CrudBug::changes_another && note != notes_.begin()) std::prev(note)->text = note->text;
    answer(response, 200, shown(*note));
    if (bug == CrudBug::list_order) std::rotate(note, note + 1, notes_.end());
  }

  void read(Note* note, http::Response& response) const {
    if (!note) return answer(response, 404);
    if (note->seen.empty() || bug != CrudBug::stale_reads) note->seen = shown(*note);
    answer(response, 200, note->seen);
  }
};

} // namespace bex::test
