#include "graders/function/data.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace bex::function {
namespace {

using stdio::DataError;
using stdio::DataResult;

tl::unexpected<DataError> pack_fault(std::string what) {
  return tl::unexpected<DataError>(DataError{
      {ErrorKind::pack, std::move(what), {}, "this is a fault of the pack: tell its authors", {}}, {}});
}

std::string line_for(const Signature& signature, const Value::List& args) {
  return write_json({Value::Object{{"call", {signature.name}}, {"args", {args}}}});
}

std::string words_of(const Misfit& misfit) {
  return fmt::format("has {}{} where {} is due", misfit.is, misfit.place.empty() ? "" : " at " + misfit.place,
                     misfit.due);
}

// One line of a generator, as arguments.
tl::expected<Value::List, std::string> read_args(std::string_view line, const Signature& signature) {
  auto value = parse_value(line);
  if (!value) return tl::unexpected("is " + value.error());
  const auto& parameters = signature.parameters;
  if (!value->list() || value->list()->size() != parameters.size())
    return tl::unexpected(fmt::format("is no array with {} arguments", parameters.size()));
  auto args = std::get<Value::List>(std::move(value->data));
  for (std::size_t i = 0; i < args.size(); ++i)
    if (const auto misfit = make_fit(args[i], parameters[i].type))
      return tl::unexpected(fmt::format("{} as `{}`", words_of(*misfit), parameters[i].name));
  return args;
}

// What the generator of one case makes: the lines of its calls.
DataResult<std::vector<std::string>> generate(const stdio::Generated& generated, const Signature& signature,
                                              Context& context) {
  std::vector<std::string> lines;
  for (int i = 0; i < generated.count; ++i) {
    const auto seed = generated.seed + static_cast<std::uint64_t>(i);
    const auto made = stdio::prepare({generated, std::string()}, seed, context);
    if (!made) return tl::unexpected<DataError>(made.error());
    const auto text = stdio::bytes_of(made->input);
    if (!text) return tl::unexpected<DataError>(DataError{text.error(), {}});
    int number = 0;
    for (const auto line : split(*text, '\n')) {
      ++number;
      if (trim(line).empty()) continue;
      const auto args = read_args(line, signature);
      if (!args)
        return pack_fault(
            fmt::format("line {} of what `data/generate.py {}` prints {}", number, seed, args.error()));
      lines.push_back(line_for(signature, *args));
    }
  }
  if (lines.empty())
    return pack_fault(fmt::format("`data/generate.py {}` prints no arguments", generated.seed));
  return lines;
}

// The results of the reference for calls that have none, in their order.
DataResult<std::vector<std::string>> ask_reference(const std::vector<std::string>& lines,
                                                   const Signature& signature, Context& context) {
  std::vector<std::string> wants;
  if (lines.empty()) return wants;
  const auto made = stdio::prepare({join(lines, "\n") + "\n", std::nullopt}, 0, context);
  if (!made) return tl::unexpected<DataError>(made.error());
  for (const auto text : split(made->expected, '\n')) {
    if (text.empty()) continue;
    auto answer = read_answer(text);
    const auto misfit =
        answer.kind == Answer::Kind::result ? make_fit(answer.value, signature.result) : std::nullopt;
    if (misfit) return pack_fault("a result of the reference " + words_of(*misfit));
    if (answer.kind != Answer::Kind::result)
      return pack_fault(fmt::format("the reference gives no result: {}", answer.text));
    wants.push_back(write_json(answer.value));
  }
  if (wants.size() != lines.size())
    return pack_fault(fmt::format("the reference answers {} of {} calls", wants.size(), lines.size()));
  return wants;
}

} // namespace

stdio::DataResult<Calls> prepare(const Spec& check, Context& context) {
  Calls calls;
  std::vector<std::string> open; // calls for the reference
  for (const auto& one : check.cases) {
    std::vector<std::string> lines;
    if (const auto* generated = std::get_if<stdio::Generated>(&one.args)) {
      auto made = generate(*generated, check.signature, context);
      if (!made) return tl::unexpected<DataError>(std::move(made.error()));
      lines = std::move(*made);
    } else {
      lines.push_back(line_for(check.signature, std::get<Value::List>(one.args)));
    }
    for (auto& line : lines) {
      if (!one.result) open.push_back(line);
      calls.lines.push_back(std::move(line));
      calls.wants.push_back(one.result ? write_json(*one.result) : std::string());
    }
  }
  auto asked = ask_reference(open, check.signature, context);
  if (!asked) return tl::unexpected<DataError>(std::move(asked.error()));
  std::size_t next = 0;
  for (auto& want : calls.wants)
    if (want.empty()) want = std::move((*asked)[next++]);
  return calls;
}

Value::List args_of(const std::string& line) {
  const auto call = parse_value(line);
  const auto* args = call ? call->find("args") : nullptr;
  return args && args->list() ? *args->list() : Value::List();
}

} // namespace bex::function
