#include "graders/upstream/identity.hpp"

#include "graders/tls/authority.hpp"

#include <utility>

namespace bex::upstream {

Result<Identity> Identity::make() {
  const std::vector<std::string> own{"127.0.0.1", "localhost"};
  // RFC 2606: nobody is at that name.
  auto made = tls::certify(std::vector<tls::Wish>{{own}, {own, -1}, {{"elsewhere.example"}}});
  if (!made) return tl::unexpected(made.error());
  const std::string trusted = made->front().authority;
  auto unknown = tls::certify(own);
  if (!unknown) return tl::unexpected(unknown.error());
  made->push_back(std::move(*unknown));

  auto folder = TempDir::make();
  if (!folder) return tl::unexpected(folder.error());
  Identity identity(std::move(*folder));
  const fs::path file = identity.folder() / "ca.pem";
  if (auto written = write_file(file, trusted); !written) return tl::unexpected(written.error());
  // The program may run as another user.
  std::error_code code;
  fs::permissions(identity.folder(), fs::perms(0755), code);
  fs::permissions(file, fs::perms(0644), code);
  for (const tls::Certified& each : *made) {
    auto party = tls::Party::server(each.certificate, each.key);
    if (!party) return tl::unexpected(party.error());
    identity.parties_.push_back(std::move(*party));
  }
  return identity;
}

const tls::Party& Identity::party(Certificate certificate) const {
  return parties_.at(static_cast<std::size_t>(certificate));
}

} // namespace bex::upstream
