// Writes JSON whose leaves are drawn from their position: a changed leaf leaves all others alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emend/bench/documents.hpp"

namespace emend::bench_data {

/// SplitMix64: a good 64-bit number from any.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

class writer {
public:
    explicit writer(const version& v)
        : v_(v), changed_(static_cast<std::uint64_t>(v.changed * 0x1p53)), draw_(mix(v.seed)) {}

    void open(char bracket) {
        out_ += bracket;
        ++level_;
        first_ = true;
    }
    void close(char bracket) {
        --level_;
        if (!first_) line();
        out_ += bracket;
        first_ = false;
    }

    /// Starts an element.
    void next() {
        if (!first_) out_ += ',';
        first_ = false;
        line();
    }

    /// Starts a member. REQUIRES: the name needs no escapes.
    void name(std::string_view n) {
        next();
        out_ += '"';
        out_ += n;
        out_ += v_.indent > 0 ? "\": " : "\":";
    }

    /// A draw for what is not a leaf: never changed.
    std::uint64_t shape(std::uint64_t below) { return mix(++draw_ ^ v_.seed << 17U) % below; }

    /// A leaf's draw; another one in changed leaves.
    std::uint64_t leaf() {
        const auto at = ++draw_;
        const auto edited = changed_ != 0 && mix(at * 31 + v_.edit) >> 11U < changed_;
        return mix(at ^ (edited ? 0xABCDEF0123U + v_.edit : 0U));
    }

    void integer(std::uint64_t below) { out_ += std::to_string(leaf() % below); }
    void decimal();
    void boolean() { out_ += (leaf() & 1U) != 0 ? "true" : "false"; }
    void null() { out_ += "null"; }
    void words(std::size_t count);
    void id(std::uint64_t value) { out_ += std::to_string(value); }
    void raw(std::string_view text) { out_ += text; }

    std::string take() { return std::move(out_); }

private:
    void line() {
        if (v_.indent == 0) return;
        out_ += '\n';
        out_.append(static_cast<std::size_t>(level_ * v_.indent), ' ');
    }

    version v_;
    std::uint64_t changed_;
    std::uint64_t draw_;
    int level_ = 0;
    bool first_ = true;
    std::string out_{};
};

}  // namespace emend::bench_data
