#include "record_key.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "emend/pointer.hpp"

#include "json_text.hpp"

namespace emend::cli {
namespace {

constexpr std::string_view digits = "0123456789";

// value = 0.d1d2d3... * 10^point; d1 and the last digit are not 0
struct decimal {
    bool negative = false;
    std::string figures{};
    std::int64_t point = 0;
};

std::optional<decimal> read_decimal(std::string_view spelling) {
    decimal d;
    d.negative = spelling.front() == '-';
    if (d.negative) spelling.remove_prefix(1);
    const auto mantissa = spelling.substr(0, spelling.find_first_of("eE"));
    std::int64_t exponent = 0;
    if (mantissa.size() != spelling.size()) {
        auto tail = spelling.substr(mantissa.size() + 1);
        if (tail.front() == '+') tail.remove_prefix(1);
        constexpr std::int64_t reason = std::int64_t{1} << 60U;
        const auto read = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
        if (read.ec != std::errc() || exponent > reason || exponent < -reason) return std::nullopt;
    }
    const auto whole = mantissa.substr(0, mantissa.find('.'));
    d.figures = whole;
    if (whole.size() != mantissa.size()) d.figures += mantissa.substr(whole.size() + 1);
    const auto zeros = std::min(d.figures.find_first_not_of('0'), d.figures.size());
    d.figures.erase(0, zeros);
    d.figures.erase(d.figures.find_last_not_of('0') + 1);
    d.point = static_cast<std::int64_t>(whole.size()) - static_cast<std::int64_t>(zeros) + exponent;
    return d;
}

// Bytes that compare as the numbers do.
std::string in_order(const decimal& d) {
    if (d.figures.empty()) return "n1";
    std::string out = d.negative ? "n0" : "n2";
    const auto raised = static_cast<std::uint64_t>(d.point) + (std::uint64_t{1} << 63U);
    for (unsigned shift = 64; shift > 0; shift -= 8) out += static_cast<char>((raised >> (shift - 8)) & 255U);
    out += d.figures;
    if (!d.negative) return out;
    std::transform(out.begin() + 2, out.end(), out.begin() + 2, [](char c) { return static_cast<char>(~c); });
    return out + '\xff';  // of two that begin alike, the longer is the smaller
}

failure invalid_key(const std::string& pointer, std::string_view actual) {
    failure f{bad_input, "invalid_key",
              "the key at \"" + pointer + "\" must be a string or a number, not " + std::string(actual)};
    f.path = pointer;
    return f;
}

}  // namespace

outcome<std::string> key_pointer(const std::string& text) {
    if (text.empty()) return fail(usage_error("--join needs the name of a member, or a JSON Pointer"));
    if (text.front() != '/') return to_string(pointer{{text}});
    if (auto read = parse_pointer(text); !read) return fail(from_error(read.error()));
    return text;
}

outcome<record_key> key_of(const text::index& record, const std::string& pointer) {
    const auto found = text::get(record, pointer);
    if (!found) {
        auto f = from_error(found.error());
        if (found.error().code == errc::path_not_found)
            f.message = "the record has no key at \"" + pointer + "\"";
        return fail(std::move(f));
    }
    if (found->front() == '"') return record_key{"s" + without_quotes(*found), *found};
    if (found->front() != '-' && digits.find(found->front()) == std::string_view::npos)
        return fail(invalid_key(pointer, kind_name(*found)));
    const auto number = read_decimal(*found);
    if (!number) return fail(invalid_key(pointer, "one with such an exponent"));
    return record_key{in_order(*number), *found};
}

}  // namespace emend::cli
