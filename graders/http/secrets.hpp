// Passwords that lie about in files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bex::http {

struct Leak {
  std::string form; // "as it is", "as SHA-256 in hexadecimal"
  std::size_t offset = 0;
};

// The secret itself, or a digest of it that was made without a salt (MD5, SHA-1, SHA-256, SHA-512; as bytes,
// in hexadecimal, in base64): what somebody who has the file can look up.
[[nodiscard]] std::optional<Leak> find_secret(std::string_view bytes, const std::string& secret);

struct LeakyFile {
  std::string path; // relative to the folder
  Leak leak;
};
// The first regular file below `folder`, in the order of names.
[[nodiscard]] std::optional<LeakyFile> find_secret_below(const std::filesystem::path& folder,
                                                         const std::string& secret);

} // namespace bex::http
