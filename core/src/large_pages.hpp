// Exports prefer_large_pages: a hint for big buffers that are written once, from end to end.
// The kernel hands out and clears memory page by page; with pages of 2 MB instead of 4 KB that
// costs a third, and half of what copying a document of 64 MB takes is this.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace emend::detail {

inline void prefer_large_pages([[maybe_unused]] void* data, [[maybe_unused]] std::size_t size) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::size_t worth_it = std::size_t{8} << 20U;
    constexpr std::uintptr_t page = 4096;
    if (size < worth_it) return;
    auto* const first = static_cast<char*>(data);
    const auto skip = (page - reinterpret_cast<std::uintptr_t>(data) % page) % page;
    static_cast<void>(::madvise(first + skip, (size - skip) / page * page, MADV_HUGEPAGE));
#endif
}

}  // namespace emend::detail
