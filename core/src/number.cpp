// Exports number::equal, plain, lead, hash and is_small: decimals compared without conversion.
//
// A spelling is brought to the normal form  sign, digits, exponent  with
// value = 0.d1 d2 d3 … × 10^exponent, d1 and the last digit not 0. Digits stay in
// the text; only exponents of 19 digits and more are computed as strings.

#include "number.hpp"

#include <cmath>
#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace emend::number {
namespace {

constexpr std::size_t small_digits = 18;

struct exponent {
    std::int64_t small = 0;
    std::string big{};  ///< decimal with sign, when the value has more than 18 digits

    friend bool operator==(const exponent&, const exponent&) = default;
};

struct decimal {
    bool negative = false;
    std::string_view digits{};  ///< from the first to the last digit other than 0; may hold one '.'
    exponent power{};

    [[nodiscard]] bool zero() const { return digits.empty(); }
};

// |value| + delta for a positive decimal string and a delta smaller than it; linear.
std::string add(std::string value, std::int64_t delta) {
    std::int64_t carry = delta;
    for (std::size_t i = value.size(); i-- > 0 && carry != 0;) {
        carry += value[i] - '0';
        std::int64_t digit = carry % 10;
        carry /= 10;
        if (digit < 0) {
            digit += 10;
            --carry;
        }
        value[i] = static_cast<char>('0' + digit);
    }
    return carry > 0 ? std::to_string(carry) + value : value;
}

std::string_view without_leading_zeros(std::string_view s) {
    const auto first = s.find_first_not_of('0');
    return first == std::string_view::npos ? std::string_view{} : s.substr(first);
}

std::int64_t to_small(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// The written exponent, shifted to the normal form's place of the point.
exponent shifted(std::string_view written, std::int64_t shift) {
    const bool negative = !written.empty() && written.front() == '-';
    if (!written.empty() && (written.front() == '-' || written.front() == '+')) written.remove_prefix(1);
    const auto digits = without_leading_zeros(written);
    if (digits.size() <= small_digits) {
        const auto value = to_small(digits);
        const auto sum = (negative ? -value : value) + shift;
        // One canonical form: whatever leaves 18 digits is big.
        if (std::abs(sum) < 1'000'000'000'000'000'000) return {sum, {}};
        return {0, (sum < 0 ? '-' : '+') + std::to_string(std::abs(sum))};
    }
    const auto sum = add(std::string(digits), negative ? -shift : shift);
    const auto kept = without_leading_zeros(sum);
    if (kept.size() <= small_digits) return {negative ? -to_small(kept) : to_small(kept), {}};
    return {0, (negative ? '-' : '+') + std::string(kept)};
}

decimal read(std::string_view text) {
    decimal d;
    d.negative = text.front() == '-';
    if (d.negative) text.remove_prefix(1);
    const auto e = text.find_first_of("eE");
    const auto mantissa = text.substr(0, e);
    const auto written = e == std::string_view::npos ? std::string_view{} : text.substr(e + 1);
    const auto first = mantissa.find_first_not_of("0.");
    if (first == std::string_view::npos) return {};  // 0 = -0 = 0e99
    const auto last = mantissa.find_last_not_of("0.");
    d.digits = mantissa.substr(first, last + 1 - first);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    // Places from the first digit to the point; negative when zeros stand between.
    const auto shift = first < point ? static_cast<std::int64_t>(point - first)
                                     : -static_cast<std::int64_t>(first - point - 1);
    d.power = shifted(written, shift);
    return d;
}

// Calls f with each run of digits; at most two, around the point.
template <class F>
void each_run(std::string_view digits, F f) {
    const auto point = digits.find('.');
    f(digits.substr(0, point));
    if (point != std::string_view::npos) f(digits.substr(point + 1));
}

bool same_digits(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (true) {
        if (i < a.size() && a[i] == '.') ++i;
        if (j < b.size() && b[j] == '.') ++j;
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (a[i++] != b[j++]) return false;
    }
}

// A double that is an integer, compared with an integer of either sign.
template <class Int>
bool equal_integer(Int a, double b, double below, double above) {
    if (!(b >= below && b < above) || std::trunc(b) != b) return false;
    return static_cast<Int>(b) == a;
}

}  // namespace

int lead(std::string_view text) {
    const std::size_t first = text.front() == '-' ? 1 : 0;
    if (text[first] == '0') return 0;
    auto second = first + 1;
    if (second < text.size() && text[second] == '.') ++second;
    const bool one = second == text.size() || text[second] < '0' || text[second] > '9';
    const int digits = (text[first] - '0') * 10 + (one ? 0 : text[second] - '0');
    return first == 0 ? digits : -digits;
}

std::string_view plain(std::string_view spelling) {
    bool fraction = false;
    for (const char c : spelling) {
        if (c == 'e' || c == 'E') return {};
        fraction = fraction || c == '.';
    }
    if (fraction) {
        while (spelling.back() == '0') spelling.remove_suffix(1);
        if (spelling.back() == '.') spelling.remove_suffix(1);
    }
    return spelling == "-0" ? spelling.substr(1) : spelling;
}

bool equal(std::string_view a, std::string_view b) {
    if (a == b) return true;
    const int first = lead(a);
    const int other = lead(b);
    if (first != other && first != 0 && other != 0) return false;
    const auto p = plain(a);
    const auto q = plain(b);
    if (!p.empty() && !q.empty()) return p == q;
    const auto x = read(a);
    const auto y = read(b);
    if (x.zero() || y.zero()) return x.zero() && y.zero();
    return x.negative == y.negative && x.power == y.power && same_digits(x.digits, y.digits);
}

std::uint64_t hash(std::string_view spelling, std::uint64_t seed) {
    const auto d = read(spelling);
    if (d.zero()) return XXH3_64bits_withSeed("0", 1, seed);
    auto h = seed + (d.negative ? 1U : 0U) + static_cast<std::uint64_t>(d.power.small) * 0x9E3779B97F4A7C15U;
    if (!d.power.big.empty()) h = XXH3_64bits_withSeed(d.power.big.data(), d.power.big.size(), h);
    std::size_t count = 0;
    std::uint64_t word = 0;
    each_run(d.digits, [&](std::string_view run) {
        for (const char c : run) {
            word = word * 10 + static_cast<std::uint64_t>(c - '0');
            if (++count % 19 == 0) {
                h = XXH3_64bits_withSeed(&word, sizeof word, h);
                word = 0;
            }
        }
    });
    return XXH3_64bits_withSeed(&word, sizeof word, h + count);
}

bool is_small(std::string_view spelling) {
    const auto d = read(spelling);
    if (!d.power.big.empty()) return d.power.big.front() == '-';
    return d.zero() || d.power.small <= 0;
}

bool equal(std::int64_t a, double b) { return equal_integer(a, b, -0x1p63, 0x1p63); }
bool equal(std::uint64_t a, double b) { return equal_integer(a, b, 0.0, 0x1p64); }

}  // namespace emend::number
