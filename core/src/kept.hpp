// Exports with_kept: working memory that a thread keeps from one call to the next, for functions whose
// callers hand them none. Without it each call pays for fresh pages, or for giving them back, more than for
// its work.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace emend::detail {

/// Bytes of text. For more a call starts anew, so that no thread keeps what one large document took.
inline constexpr std::size_t most_kept_for = std::size_t{2} << 20U;

/// One for each thread and kind of memory.
template <class Memory>
class shelf {
public:
    shelf() = default;
    shelf(const shelf&) = delete;
    shelf& operator=(const shelf&) = delete;
    ~shelf() { is_gone() = true; }

    /// What lies there, or new memory: within a call that uses it, and where a thread is about to end.
    [[nodiscard]] static std::unique_ptr<Memory> take() {
        auto memory = is_gone() ? nullptr : std::move(own().memory_);
        return memory ? std::move(memory) : std::make_unique<Memory>();
    }
    static void put(std::unique_ptr<Memory> memory) {
        if (!is_gone()) own().memory_ = std::move(memory);
    }

private:
    static shelf& own() {
        static thread_local shelf one;
        return one;
    }
    // Is looked at after the shelf has been destroyed, by what the thread destroys later.
    static bool& is_gone() {
        static thread_local constinit bool gone = false;
        return gone;
    }

    std::unique_ptr<Memory> memory_{};
};

/// Gives run(memory) for texts of so many bytes. What throws takes its memory with it.
template <class Memory, class Run>
auto with_kept(std::size_t bytes, const Run& run) {
    if (bytes > most_kept_for) {
        Memory memory;
        return run(memory);
    }
    auto memory = shelf<Memory>::take();
    auto done = run(*memory);
    shelf<Memory>::put(std::move(memory));
    return done;
}

}  // namespace emend::detail
