#include "graders/stdio/ahead.hpp"

#include "graders/stdio/sweep.hpp"

namespace bex::stdio {
namespace {

constexpr std::size_t worth_it = 8;          // cases
constexpr Millis patience{5'000};            // a program that is slow here is slow by itself, too
constexpr std::size_t most_input = 4u << 20; // bytes in all: large cases are about limits

bool is_python(const Context& context) {
  const auto& argv = context.submission.argv;
  return context.python && context.submission.launcher.empty() && argv.size() == 2 &&
         argv.front() == context.python->argv.front() && argv.back().ends_with(".py");
}

} // namespace

std::size_t first_doubtful(const Spec& spec, const std::vector<Planned>& cases, Context& context) {
  if (context.purpose == Purpose::feedback || spec.alone || cases.size() < worth_it || !is_python(context))
    return 0;
  std::vector<std::string> inputs, expected;
  std::size_t size = 0;
  for (const auto& planned : cases) {
    auto data = prepare(*planned.one, planned.seed, context);
    if (!data) return 0;
    auto input = bytes_of(data->input);
    if (!input || (size += input->size()) > most_input) return 0;
    inputs.push_back(std::move(*input));
    expected.push_back(std::move(data->expected));
  }
  const auto came = sweep(context.submission, "the submission", inputs, patience, context);
  if (!came || came->size() != inputs.size()) return 0;
  if (spec.rule.kind == compare::Kind::checker)
    return sweep_checker(spec.rule.program, inputs, expected, *came, context).value_or(0);
  std::size_t at = 0;
  while (at < cases.size() && !compare::first_difference(spec.rule, expected[at], came->at(at))) ++at;
  return at;
}

} // namespace bex::stdio
