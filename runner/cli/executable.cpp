#include "runner/cli/executable.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::cli {
namespace {

// Folders of the host that every box shows (sandboxes/system_view.cpp).
constexpr std::array<std::string_view, 7> shown_folders{"/usr",   "/bin",   "/sbin",  "/lib",
                                                        "/lib32", "/lib64", "/libx32"};

bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto [rest, end] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return rest == folder.end() && end != path.end();
}

tl::unexpected<NoExecutable> refused(int code, std::string what, std::string help) {
  return tl::unexpected<NoExecutable>(
      NoExecutable{fail(ErrorKind::usage, std::move(what), std::move(help)).value(), code});
}

// The first file of that name that may be executed, else the first of that name.
std::optional<fs::path> on_path(const std::string& name, const std::string& search) {
  std::optional<fs::path> first;
  for (const auto folder : split(search, ':')) {
    if (folder.empty() || folder.front() != '/') continue; // would depend on where the user stands
    const auto path = fs::path(folder) / name;
    struct stat st{};
    if (::stat(path.c_str(), &st) != 0 || !S_ISREG(st.st_mode)) continue;
    if (::access(path.c_str(), X_OK) == 0) return path;
    if (!first) first = path;
  }
  return first;
}

bool is_shown(const fs::path& path) {
  return std::any_of(shown_folders.begin(), shown_folders.end(),
                     [&](const fs::path& folder) { return lies_in(path, folder); });
}

// `named` is the path that leads to `host`. A program that behaves by its name keeps it where it can.
Executable placed(const fs::path& named, const fs::path& host, const fs::path& box) {
  if (!box.empty() && lies_in(host, box))
    return {host, (fs::path("/box") / host.lexically_relative(box)).string(), std::nullopt};
  if (is_shown(named) && is_shown(host)) return {host, named.string(), std::nullopt};
  return {host, host.string(), Mount{host, host}};
}

// Little or big endian, of 2, 4 or 8 bytes; nothing past the end.
std::optional<std::uint64_t> number_at(std::string_view bytes, std::uint64_t at, std::size_t size, bool big) {
  if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + (big ? i : size - 1 - i)]);
  return value;
}

std::string machine_name(std::uint64_t machine, bool wide) {
  std::string name;
  switch (machine) {
  case EM_X86_64:
    return wide ? "x86-64" : "x86-64 (x32)";
  case EM_386:
    return "x86 (32-bit)";
  case EM_AARCH64:
    name = "AArch64";
    break;
  case EM_ARM:
    return "ARM (32-bit)";
  case EM_RISCV:
    name = "RISC-V";
    break;
  case EM_PPC64:
    name = "POWER";
    break;
  case EM_S390:
    name = "S/390";
    break;
  case EM_MIPS:
    name = "MIPS";
    break;
  default:
    name = fmt::format("machine {}", machine);
  }
  return name + (wide ? " (64-bit)" : " (32-bit)");
}

// elf(5): the fields lie at other offsets in files of 32 and of 64 bits.
FileKind elf_kind(std::string_view head) {
  const bool wide = head[EI_CLASS] == ELFCLASS64, big = head[EI_DATA] == ELFDATA2MSB;
  FileKind kind{FileKind::Kind::elf, "", ""};
  kind.machine = machine_name(number_at(head, 18, 2, big).value_or(0), wide);
  const auto table = number_at(head, wide ? 32 : 28, wide ? 8 : 4, big);
  const auto size = number_at(head, wide ? 54 : 42, 2, big);
  const auto count = number_at(head, wide ? 56 : 44, 2, big);
  if (!table || !size || !count) return kind;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto entry = *table + i * *size;
    const auto type = number_at(head, entry, 4, big);
    if (!type) break;
    if (*type != PT_INTERP) continue;
    const auto at = number_at(head, entry + (wide ? 8 : 4), wide ? 8 : 4, big);
    const auto length = number_at(head, entry + (wide ? 32 : 16), wide ? 8 : 4, big);
    if (!at || !length || *at >= head.size() || *length > head.size() - *at) break;
    kind.interpreter = std::string(head.substr(*at, *length));
    kind.interpreter.resize(std::strlen(kind.interpreter.c_str()));
  }
  return kind;
}

std::string head_of(const fs::path& file) {
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  std::string head(head_bytes, '\0');
  const ssize_t n = fd ? ::pread(fd.get(), head.data(), head.size(), 0) : -1;
  head.resize(static_cast<std::size_t>(std::max<ssize_t>(0, n)));
  return head;
}

} // namespace

tl::expected<Executable, NoExecutable> find_executable(const std::string& word, const fs::path& folder,
                                                       const fs::path& box, const std::string& search) {
  const bool is_path = word.find('/') != std::string::npos;
  const auto named = is_path ? std::optional(folder / word) : on_path(word, search);
  std::error_code code;
  struct stat st{};
  if (!named) {
    const bool beside = fs::is_regular_file(folder / word, code);
    return refused(run_code::not_found, fmt::format("there is no `{}` on the PATH", word),
                   beside ? fmt::format("did you mean `./{}`?", word)
                          : "a program of your own needs its path: `./prog`");
  }
  if (::stat(named->c_str(), &st) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return refused(run_code::not_found, fmt::format("there is no `{}` in `{}`", word, folder.string()),
                     "build it first, or name the folder that it is in with --box");
    return refused(run_code::not_executable, with_errno(fmt::format("could not look at `{}`", word), errno),
                   "");
  }
  if (S_ISDIR(st.st_mode))
    return refused(run_code::not_executable, fmt::format("`{}` is a folder", word), "name a program in it");
  if (!S_ISREG(st.st_mode))
    return refused(run_code::not_executable, fmt::format("`{}` is no regular file", word), "name a program");
  if ((st.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) == 0 || ::access(named->c_str(), X_OK) != 0)
    return refused(run_code::not_executable, fmt::format("`{}` may not be executed", word),
                   fmt::format("chmod +x {}", shell_quote(word)));
  const auto host = fs::canonical(*named, code);
  if (code)
    return refused(run_code::not_found, with_errno(fmt::format("could not find `{}`", word), code.value()),
                   "");
  return placed(named->lexically_normal(), host, box);
}

FileKind kind_of(std::string_view head) {
  if (head.size() > EI_DATA && head.starts_with(ELFMAG)) return elf_kind(head);
  if (!head.starts_with("#!")) return {};
  auto line = trim(line_of(head.substr(2), 1));
  return {FileKind::Kind::script, "", std::string(line.substr(0, line.find_first_of(" \t")))};
}

Error explain_refusal(const std::string& word, std::string_view head, const std::string& own, int number) {
  const auto kind = kind_of(head);
  const auto error = [&](std::string what, std::string help) {
    return fail(ErrorKind::usage, std::move(what), std::move(help)).value();
  };
  if (kind.kind == FileKind::Kind::elf && kind.machine != own && number != ENOENT)
    return error(fmt::format("`{}` is built for {}, this machine is {}", word, kind.machine, own),
                 "build it on this machine");
  if (number == ENOEXEC && head.empty()) return error(fmt::format("`{}` is empty", word), "build it again");
  if (number == ENOEXEC && kind.kind == FileKind::Kind::other)
    return error(fmt::format("`{}` is neither a program nor a script: it has no `#!` line", word),
                 fmt::format("begin it with a line like `#!/bin/sh`, or run it by its interpreter: "
                             "bexercise run -- sh {}",
                             shell_quote(word)));
  // The file is there, or else it would have been told before: what is missing is what execve(2) loads for
  // it.
  if (number == ENOENT && !kind.interpreter.empty())
    return error(
        fmt::format("`{}` needs `{}`, which is not in the box", word, kind.interpreter),
        kind.kind == FileKind::Kind::script
            ? "the box has what /usr has: name an interpreter there, such as `#!/usr/bin/env python3`"
            : "build it for this system's C library, or statically");
  return error(with_errno(fmt::format("could not execute `{}`", word), number), "");
}

Error explain_refusal(const std::string& word, const fs::path& file, int number) {
  return explain_refusal(word, head_of(file), kind_of(head_of("/proc/self/exe")).machine, number);
}

} // namespace bex::cli
