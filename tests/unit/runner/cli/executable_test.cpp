#include "runner/cli/executable.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <elf.h>

using namespace bex;
using namespace bex::cli;

namespace {

struct Folder {
  TempDir dir = *TempDir::make();
  fs::path path = fs::canonical(dir.path());

  fs::path file(const std::string& name, const std::string& text = "#!/bin/sh\n",
                bool executable = true) const {
    EXPECT_TRUE(write_file(path / name, text));
    fs::permissions(path / name, executable ? fs::perms(0755) : fs::perms(0644));
    return path / name;
  }
  [[nodiscard]] auto find(const std::string& word, const fs::path& box,
                          const std::string& search = "") const {
    return find_executable(word, path, box, search);
  }
};

// The head of an ELF file with one program header that names a loader.
std::string elf(bool wide, bool big, unsigned machine, const std::string& loader = "") {
  std::string head(wide ? 64 : 52, '\0');
  const auto put = [&](std::size_t at, std::uint64_t value, std::size_t size) {
    if (head.size() < at + size) head.resize(at + size);
    for (std::size_t i = 0; i < size; ++i)
      head[at + (big ? size - 1 - i : i)] = static_cast<char>(value >> (8 * i));
  };
  head.replace(0, 4, ELFMAG);
  head[EI_CLASS] = wide ? ELFCLASS64 : ELFCLASS32;
  head[EI_DATA] = big ? ELFDATA2MSB : ELFDATA2LSB;
  put(18, machine, 2);
  if (loader.empty()) return head;
  const std::size_t table = head.size(), size = wide ? 56 : 32, text = table + 2 * size;
  put(wide ? 32 : 28, table, wide ? 8 : 4);
  put(wide ? 54 : 42, size, 2);
  put(wide ? 56 : 44, 2, 2);
  put(table, PT_LOAD, 4);
  put(table + size, PT_INTERP, 4);
  put(table + size + (wide ? 8 : 4), text, wide ? 8 : 4);
  put(table + size + (wide ? 32 : 16), loader.size() + 1, wide ? 8 : 4);
  head.resize(text);
  return head + loader + '\0';
}

} // namespace

TEST(Executable, WhatLiesInTheBoxIsRunFromTheBox) {
  const Folder folder;
  folder.file("build/prog");
  const auto found = folder.find("./build/prog", folder.path);
  ASSERT_TRUE(found) << found.error().error.what;
  EXPECT_EQ(found->inside, "/box/build/prog");
  EXPECT_FALSE(found->mount);
  EXPECT_EQ(folder.find((folder.path / "build/prog").string(), folder.path)->inside, "/box/build/prog");
}

TEST(Executable, WhatLiesElsewhereIsMountedAtItsOwnPath) {
  const Folder folder, box;
  const auto path = folder.file("prog");
  const auto found = folder.find("./prog", box.path);
  ASSERT_TRUE(found) << found.error().error.what;
  EXPECT_EQ(found->inside, path.string());
  ASSERT_TRUE(found->mount);
  EXPECT_EQ(found->mount->host, path);
  EXPECT_EQ(found->mount->inside, path);
  // A neighbour whose name begins alike is not inside.
  EXPECT_TRUE(folder.find("./prog", folder.path.string() + "x")->mount);
}

TEST(Executable, ALinkLeadsToWhatItMeans) {
  const Folder folder, box;
  const auto path = folder.file("prog");
  fs::create_symlink(path, box.path / "link");
  const auto found = box.find("./link", box.path);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->inside, path.string());
  EXPECT_TRUE(found->mount);
}

TEST(Executable, WhatTheBoxShowsAnywayIsNotMounted) {
  const Folder folder;
  const auto found = folder.find("sh", folder.path, "relative:/nowhere:/bin");
  ASSERT_TRUE(found) << found.error().error.what;
  EXPECT_EQ(found->inside, "/bin/sh");
  EXPECT_FALSE(found->mount);
}

TEST(Executable, TheFirstOnThePathThatMayBeExecuted) {
  const Folder one, two;
  one.file("tool", "", false);
  const auto path = two.file("tool");
  const auto search = one.path.string() + ":" + two.path.string();
  EXPECT_EQ(one.find("tool", {}, search)->host, path);
  EXPECT_EQ(one.find("tool", {}, one.path.string()).error().code, 126);
}

TEST(Executable, WhatIsNotThere) {
  const Folder folder;
  folder.file("prog");
  const auto missing = folder.find("./nope", folder.path);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, 127);
  EXPECT_NE(missing.error().error.what.find("there is no `./nope` in"), std::string::npos);
  const auto unknown = folder.find("prog", folder.path, "/nowhere");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, 127);
  EXPECT_EQ(unknown.error().error.help, "did you mean `./prog`?");
  EXPECT_EQ(folder.find("prog/x", folder.path).error().code, 127);
}

TEST(Executable, WhatMayNotBeExecuted) {
  const Folder folder;
  folder.file("prog", "", false);
  const auto refused = folder.find("./prog", folder.path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, 126);
  EXPECT_EQ(refused.error().error.help, "chmod +x ./prog");
  const auto is_folder = folder.find("./", folder.path);
  ASSERT_FALSE(is_folder);
  EXPECT_EQ(is_folder.error().code, 126);
  EXPECT_EQ(is_folder.error().error.what, "`./` is a folder");
}

TEST(Executable, KindsOfFiles) {
  EXPECT_EQ(kind_of(elf(true, false, EM_X86_64)).machine, "x86-64");
  EXPECT_EQ(kind_of(elf(true, false, EM_AARCH64)).machine, "AArch64 (64-bit)");
  EXPECT_EQ(kind_of(elf(false, false, EM_386)).machine, "x86 (32-bit)");
  EXPECT_EQ(kind_of(elf(true, true, EM_S390)).machine, "S/390 (64-bit)");
  EXPECT_EQ(kind_of(elf(false, true, 4711)).machine, "machine 4711 (32-bit)");
  for (const bool wide : {false, true})
    for (const bool big : {false, true})
      EXPECT_EQ(kind_of(elf(wide, big, EM_ARM, "/lib/ld.so")).interpreter, "/lib/ld.so") << wide << big;
  EXPECT_EQ(kind_of("#!/usr/bin/env python3\nx").interpreter, "/usr/bin/env");
  EXPECT_EQ(kind_of("#! /bin/sh").interpreter, "/bin/sh");
  EXPECT_EQ(kind_of("echo hi\n").kind, FileKind::Kind::other);
  EXPECT_EQ(kind_of("").kind, FileKind::Kind::other);
}

// A hostile header leads nowhere outside of what was read.
TEST(Executable, AHeadThatIsCutOrLies) {
  const auto whole = elf(true, false, EM_X86_64, "/lib64/ld.so");
  for (std::size_t size = 0; size < whole.size(); ++size) (void)kind_of(whole.substr(0, size));
  EXPECT_EQ(kind_of(whole).interpreter, "/lib64/ld.so");
  EXPECT_EQ(kind_of(whole.substr(0, whole.size() - 4)).interpreter, "");
  auto lies = whole;
  for (std::size_t at = 16; at < lies.size(); ++at) lies[at] = '\xFF';
  EXPECT_EQ(kind_of(lies).interpreter, "");
}

TEST(Executable, WhyItDoesNotStart) {
  const auto why = [](const std::string& head, int number) {
    return explain_refusal("./p", head, "x86-64", number);
  };
  EXPECT_EQ(why(elf(true, false, EM_AARCH64), ENOEXEC).what,
            "`./p` is built for AArch64 (64-bit), this machine is x86-64");
  EXPECT_EQ(why("echo\n", ENOEXEC).what, "`./p` is neither a program nor a script: it has no `#!` line");
  EXPECT_EQ(why("", ENOEXEC).what, "`./p` is empty");
  EXPECT_EQ(why("#!/opt/x/python\n", ENOENT).what, "`./p` needs `/opt/x/python`, which is not in the box");
  EXPECT_EQ(why(elf(true, false, EM_X86_64, "/lib/ld-musl.so"), ENOENT).what,
            "`./p` needs `/lib/ld-musl.so`, which is not in the box");
  EXPECT_EQ(why(elf(true, false, EM_X86_64), EPERM).what,
            "could not execute `./p`: Operation not permitted (EPERM)");
}
