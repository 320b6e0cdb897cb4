#include "graders/http/gzip.hpp"

#include <zlib.h>

#include <array>
#include <memory>

namespace bex::http {
namespace {

constexpr int gzip_alone = 16 + MAX_WBITS; // zlib.h, inflateInit2: neither the zlib format nor bare deflate

struct End {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

} // namespace

tl::expected<std::string, std::string> unzip(std::string_view bytes, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_alone) != Z_OK) return tl::unexpected<std::string>("zlib does not start");
  const std::unique_ptr<z_stream, End> end(&stream);
  // zlib only reads what is there (its ZLIB_CONST says so in the type).
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string content;
  std::array<char, 16 << 10> piece{};
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    content.append(piece.data(), piece.size() - stream.avail_out);
    if (content.size() > most)
      return tl::unexpected<std::string>("there are more than " + std::to_string(most) + " bytes in it");
    if (state == Z_STREAM_END && stream.avail_in == 0) return content;
    if (state == Z_STREAM_END) {
      inflateReset(&stream); // another member
    } else if (state == Z_BUF_ERROR) {
      return tl::unexpected<std::string>("it ends too early");
    } else if (state != Z_OK) {
      return tl::unexpected<std::string>(stream.msg ? stream.msg : "it is damaged");
    }
  }
}

} // namespace bex::http
