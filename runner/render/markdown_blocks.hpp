// Lays Markdown out block by block; markdown.cpp feeds it.
#pragma once

#include "runner/render/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::render {

class Blocks {
 public:
  explicit Blocks(const Style& style) : style_(style) {}

  void open_quote();
  void close_quote() { indents_.pop_back(); }
  void open_list(unsigned start, bool tight, bool numbered = false);
  void close_list();
  // `task` is "[x]" or "[ ]" in a list of tasks.
  void open_item(const std::string& task);
  void close_item();
  void rule();

  void open_text(Paint paint);
  void close_paragraph();
  void close_heading(unsigned level);
  void open_code();
  void close_code();

  void open_table() { table_.clear(); }
  void open_row() { table_.emplace_back(); }
  void open_cell(Paint paint, bool right);
  void close_cell();
  void close_table();

  void open_span(Paint paint) { paints_.push_back(paint); }
  void close_span() { paints_.pop_back(); }
  void open_inline_code();
  void close_inline_code();
  void open_link(std::string_view url);
  void close_link();
  void text(std::string_view text);
  void line_break() { pieces_.push_back({"\n", Paint::plain, {}}); }

  [[nodiscard]] std::string take();

 private:
  struct Indent {
    std::string first, rest; // `first` stands once: a bullet
    bool used = false;
  };
  struct List {
    unsigned next = 1;
    bool numbered = false, tight = true;
  };
  struct TableCell {
    std::vector<Piece> pieces;
    bool right = false;
  };
  using Row = std::vector<TableCell>;

  [[nodiscard]] int room() const; // columns right of the indents
  void line(const std::string& content);
  void start_block();     // an empty line before it where one belongs
  void flush_item_text(); // text of a tight item has no paragraph of its own
  [[nodiscard]] std::vector<int> column_widths(int room) const;
  void table_row(const Row& row, const std::vector<int>& widths);

  const Style& style_;
  std::string out_;
  bool owes_blank_ = false;
  bool in_code_ = false;
  std::vector<Indent> indents_;
  std::vector<List> lists_;
  std::vector<Paint> paints_;
  std::vector<Piece> pieces_; // of the open paragraph, heading, cell or code block
  std::string link_;
  std::size_t link_start_ = 0; // in pieces_
  std::vector<Row> table_;
};

} // namespace bex::render
