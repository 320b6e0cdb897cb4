#include "runner/render/markdown_blocks.hpp"
#include "runner/render/render.hpp"

#include <md4c.h>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace bex::render {
namespace {

// UTF-8 (RFC 3629, section 3); U+FFFD for what is no scalar value.
std::string encoded(unsigned long code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  const auto byte = [](unsigned long value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000)
    return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

// "&amp;", "&#233;", "&#xe9;". A name that is not listed stays as it is written.
std::string entity(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> names{{
      {"&amp;", "&"},
      {"&lt;", "<"},
      {"&gt;", ">"},
      {"&quot;", "\""},
      {"&apos;", "'"},
      {"&nbsp;", " "},
      {"&hellip;", "…"},
      {"&mdash;", "—"},
      {"&ndash;", "–"},
      {"&times;", "×"},
      {"&rarr;", "→"},
      {"&larr;", "←"},
      {"&le;", "≤"},
      {"&ge;", "≥"},
      {"&ne;", "≠"},
      {"&middot;", "·"},
      {"&deg;", "°"},
      {"&infin;", "∞"},
  }};
  for (const auto& [name, letter] : names)
    if (text == name) return std::string(letter);
  if (text.size() > 3 && text[1] == '#') {
    const bool hex = text[2] == 'x' || text[2] == 'X';
    const char* first = text.data() + (hex ? 3 : 2);
    unsigned long code = 0;
    if (std::from_chars(first, text.data() + text.size() - 1, code, hex ? 16 : 10).ec == std::errc{})
      return encoded(code);
  }
  return std::string(text);
}

std::string_view view(const MD_ATTRIBUTE& attribute) {
  return {attribute.text, attribute.size};
}

// What md4c calls; `data` is the Blocks that it fills.
int enter_block(MD_BLOCKTYPE type, void* detail, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  switch (type) {
  case MD_BLOCK_QUOTE:
    blocks.open_quote();
    break;
  case MD_BLOCK_UL:
    blocks.open_list(0, static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0);
    break;
  case MD_BLOCK_OL: {
    const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
    blocks.open_list(list->start, list->is_tight != 0, true);
    break;
  }
  case MD_BLOCK_LI: {
    const auto* item = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
    blocks.open_item(item->is_task ? fmt::format("[{}]", item->task_mark) : "");
    break;
  }
  case MD_BLOCK_HR:
    blocks.rule();
    break;
  case MD_BLOCK_H:
    blocks.open_text(Paint::heading);
    break;
  case MD_BLOCK_CODE:
    blocks.open_code();
    break;
  case MD_BLOCK_P:
    blocks.open_text(Paint::plain);
    break;
  case MD_BLOCK_TABLE:
    blocks.open_table();
    break;
  case MD_BLOCK_TR:
    blocks.open_row();
    break;
  case MD_BLOCK_TH:
    blocks.open_cell(Paint::bold, static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align == MD_ALIGN_RIGHT);
    break;
  case MD_BLOCK_TD:
    blocks.open_cell(Paint::plain, static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align == MD_ALIGN_RIGHT);
    break;
  case MD_BLOCK_DOC:
  case MD_BLOCK_HTML: // never sent: MD_FLAG_NOHTMLBLOCKS
  case MD_BLOCK_THEAD:
  case MD_BLOCK_TBODY:
    break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* detail, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  switch (type) {
  case MD_BLOCK_QUOTE:
    blocks.close_quote();
    break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL:
    blocks.close_list();
    break;
  case MD_BLOCK_LI:
    blocks.close_item();
    break;
  case MD_BLOCK_H:
    blocks.close_heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
    break;
  case MD_BLOCK_CODE:
    blocks.close_code();
    break;
  case MD_BLOCK_P:
    blocks.close_paragraph();
    break;
  case MD_BLOCK_TABLE:
    blocks.close_table();
    break;
  case MD_BLOCK_TH:
  case MD_BLOCK_TD:
    blocks.close_cell();
    break;
  default:
    break;
  }
  return 0;
}

int enter_span(MD_SPANTYPE type, void* detail, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  switch (type) {
  case MD_SPAN_EM:
    blocks.open_span(Paint::yellow);
    break;
  case MD_SPAN_STRONG:
    blocks.open_span(Paint::bold);
    break;
  case MD_SPAN_A:
    blocks.open_link(view(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
    break;
  case MD_SPAN_IMG:
    blocks.open_link(view(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src));
    break;
  case MD_SPAN_CODE:
    blocks.open_inline_code();
    break;
  case MD_SPAN_DEL:
    blocks.open_span(Paint::dim);
    break;
  default:
    break;
  }
  return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  switch (type) {
  case MD_SPAN_EM:
  case MD_SPAN_STRONG:
  case MD_SPAN_DEL:
    blocks.close_span();
    break;
  case MD_SPAN_A:
  case MD_SPAN_IMG:
    blocks.close_link();
    break;
  case MD_SPAN_CODE:
    blocks.close_inline_code();
    break;
  default:
    break;
  }
  return 0;
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  switch (type) {
  case MD_TEXT_NULLCHAR:
    blocks.text("\xEF\xBF\xBD");
    break;
  case MD_TEXT_BR:
    blocks.line_break();
    break;
  case MD_TEXT_SOFTBR:
    blocks.text(" ");
    break;
  case MD_TEXT_ENTITY:
    blocks.text(entity({text, size}));
    break;
  default:
    blocks.text({text, size});
    break;
  }
  return 0;
}

} // namespace

std::string markdown(std::string_view text, const Style& style) {
  Blocks blocks(style);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS |
                 MD_FLAG_NOHTML;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = add_text;
  // It fails only when memory is out or a callback asks it to.
  if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &blocks) != 0) return safe(text);
  return blocks.take();
}

} // namespace bex::render
