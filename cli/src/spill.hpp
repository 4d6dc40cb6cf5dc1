#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor.hpp"
#include "failure.hpp"

namespace emend::cli {

/// A record on its way through a join, or what has come of it.
struct stored {
    enum class kind : std::uint8_t { record, pair, added, removed, fault };

    std::uint64_t line = 0;  ///< of its file: what comes out is in this order
    kind what = kind::record;
    std::string_view order{};
    std::string_view id{};
    std::string_view before{};  ///< the text of a record that is no pair, too
    std::string_view after{};
};

/// Sequences of records in memory, and beyond an allowance in one file that nobody else sees and that is
/// gone when the process is.
class spill {
public:
    struct run {
        std::string held{};
        struct extent {
            std::uint64_t begin = 0;
            std::uint64_t size = 0;
        };
        std::vector<extent> on_disk{};
        std::uint64_t bytes = 0;
    };

    explicit spill(std::size_t allowance) : allowance_(allowance) {}

    [[nodiscard]] run& fresh() { return runs_.emplace_back(); }

    /// errors  io_error: no room for temporary files
    [[nodiscard]] outcome<void> add(run& to, const stored& one);

    [[nodiscard]] bool on_disk() const { return file_.number() >= 0; }

    /// Reads a run once, which is empty then. What it gives is valid until the next.
    class reader {
    public:
        reader(spill& from, run& what, std::size_t chunk);
        reader(reader&&) = default;
        reader(const reader&) = delete;
        reader& operator=(const reader&) = delete;
        reader& operator=(reader&&) = delete;
        ~reader() = default;

        [[nodiscard]] outcome<bool> next();
        [[nodiscard]] const stored& now() const { return now_; }

    private:
        [[nodiscard]] outcome<bool> need(std::size_t bytes);

        spill* from_;
        std::vector<run::extent> left_;  // the next one last
        std::string held_;               // behind all that is on disk
        std::size_t chunk_;
        std::string window_{};
        std::size_t used_ = 0;
        stored now_{};
    };

private:
    [[nodiscard]] outcome<void> open();
    [[nodiscard]] outcome<void> write_all_held();

    std::size_t allowance_;
    std::size_t held_ = 0;
    std::deque<run> runs_{};
    descriptor file_{-1};
    std::string folder_{};
    std::uint64_t end_ = 0;
};

}  // namespace emend::cli
