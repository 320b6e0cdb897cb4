// By what our server is known where it speaks TLS: certificates, right and wrong, and whom a client trusts.
#pragma once

#include "graders/tls/relay.hpp"
#include "graders/upstream/script.hpp"
#include "sandboxes/base/file.hpp"

#include <filesystem>
#include <vector>

namespace bex::upstream {

class Identity {
 public:
  // Made for 127.0.0.1 and localhost, and for as long as this object. An error is the machine's.
  [[nodiscard]] static Result<Identity> make();

  [[nodiscard]] const tls::Party& party(Certificate certificate) const;
  // A folder with a file `ca.pem`, readable for everybody: the authority that a client trusts.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  explicit Identity(TempDir folder) : folder_(std::move(folder)) {}

  TempDir folder_;
  std::vector<tls::Party> parties_; // in the order of Certificate
};

} // namespace bex::upstream
