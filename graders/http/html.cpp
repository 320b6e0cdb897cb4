#include "graders/http/html.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <limits>

namespace bex::http {
namespace {

constexpr unsigned long most_steps = 10'000'000; // of one search

void ignore(void* /*unused*/, const char* /*unused*/, ...) {}

// The library prints what it finds wrong, of each thread apart, unless somebody takes it.
void be_silent() {
  xmlSetStructuredErrorFunc(nullptr, [](void*, auto) {});
  xmlSetGenericErrorFunc(nullptr, ignore);
}

struct FreeContext {
  void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
};
struct FreeObject {
  void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
};
struct FreeText {
  void operator()(xmlChar* text) const { xmlFree(text); }
};
using Text = std::unique_ptr<xmlChar, FreeText>;

const xmlChar* bytes_of(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

std::string without_blanks(const Text& text) {
  std::string out;
  bool blank = false;
  for (const xmlChar* at = text.get(); at && *at; ++at) {
    const char c = static_cast<char>(*at);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

// Nothing for what is no XPath, for functions and prefixes that nobody knows, and for a search that takes too
// long.
std::unique_ptr<xmlXPathObject, FreeObject> search(xmlDoc* tree, const std::string& path) {
  be_silent();
  std::unique_ptr<xmlXPathContext, FreeContext> context(tree ? xmlXPathNewContext(tree) : nullptr);
  if (!context) return nullptr;
  context->opLimit = most_steps;
  return std::unique_ptr<xmlXPathObject, FreeObject>(xmlXPathEvalExpression(bytes_of(path), context.get()));
}

} // namespace

Html::Html(std::string_view body) {
  be_silent();
  if (body.size() > std::numeric_limits<int>::max()) return;
  std::string text(body);
  std::ranges::replace(text, '\0', ' '); // the library would take it for the end
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  tree_.reset(htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
}

void Html::Free::operator()(_xmlDoc* tree) const {
  xmlFreeDoc(tree);
}

bool Html::takes(const std::string& path) const {
  return search(tree_.get(), path) != nullptr;
}

std::optional<std::string> Html::find(const std::string& path) const {
  const auto found = search(tree_.get(), path);
  if (!found) return std::nullopt;
  if (found->type != XPATH_NODESET) return without_blanks(Text(xmlXPathCastToString(found.get())));
  const xmlNodeSet* nodes = found->nodesetval;
  if (!nodes || nodes->nodeNr == 0) return std::nullopt;
  std::string all;
  for (int i = 0; i < nodes->nodeNr; ++i)
    all += (i == 0 ? "" : " | ") + without_blanks(Text(xmlXPathCastNodeToString(nodes->nodeTab[i])));
  return all;
}

bool is_xpath(const std::string& path) {
  return Html("<p>").takes(path);
}

} // namespace bex::http
