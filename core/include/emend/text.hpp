#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emend/diff.hpp"
#include "emend/error.hpp"
#include "emend/limits.hpp"

/// The text lane: the same verbs straight on JSON text. Bytes that a patch does
/// not touch come out as they went in.
namespace emend::text {

/// What a member name that stands twice in one object means.
enum class duplicates : std::uint8_t {
    refuse,     ///< duplicate_member, with both offsets
    last_wins,  ///< the last one counts; the earlier ones stay in the text untouched
};

struct read_options {
    limits limit{};
    duplicates on_duplicate = duplicates::refuse;
};

/// A value in the text. Values stand in document order; a container's children
/// follow it, and `next` leads past all of them.
struct node {
    static constexpr std::uint32_t none = 0xffff'ffffU;

    std::uint32_t key = none;  ///< byte of the member name's opening quote; none for elements
    std::uint32_t begin = 0;   ///< first byte of the value
    std::uint32_t end = 0;     ///< byte behind the value
    std::uint32_t next = 0;    ///< node behind this one and all inside it
};

/// A flat table over JSON text: no strings copied, no numbers converted. Refers
/// to the text, which must outlive it. Parsing again reuses the memory.
class index {
public:
    index();
    index(index&&) noexcept;
    index& operator=(index&&) noexcept;
    index(const index&) = delete;
    index& operator=(const index&) = delete;
    ~index();

    /// Reads `text`; on error the index is empty.
    ///
    /// units   offsets are bytes; texts up to 4 GiB - 1
    /// errors  syntax_error, invalid_utf8, duplicate_member, too_deep, limit_exceeded; offset
    /// cost    O(n); allocates nothing when it has read a text of that size before
    /// source  RFC 8259
    [[nodiscard]] result<void> parse(std::string_view text, const read_options& options = {});

    [[nodiscard]] std::string_view source() const { return text_; }
    [[nodiscard]] const std::vector<node>& nodes() const { return nodes_; }

private:
    struct scratch;

    std::string_view text_;
    std::vector<node> nodes_;
    std::unique_ptr<scratch> scratch_;
};

/// Applies a patch to a document: all operations, or none.
///
/// errors  those of index::parse() for either text, of parse_patch() and of emend::apply()
/// keeps   every byte that the patch does not touch; what it inserts follows the style around it
/// source  RFC 6902
[[nodiscard]] result<std::string> apply(std::string_view document, std::string_view patch,
                                        const read_options& options = {});

/// Gives the patch, as compact JSON, that turns `before` into `after`.
[[nodiscard]] result<std::string> diff(std::string_view before, std::string_view after,
                                       const diff_options& options = {});
[[nodiscard]] result<std::string> diff(const index& before, const index& after,
                                       const diff_options& options = {});

/// Merges a merge patch into a document.   RFC 7396 §2
[[nodiscard]] result<std::string> merge(std::string_view document, std::string_view merge_patch,
                                        const read_options& options = {});

/// Gives the merge patch, as compact JSON, that turns `before` into `after`.   RFC 7396
[[nodiscard]] result<std::string> merge_diff(std::string_view before, std::string_view after,
                                             const read_options& options = {});

/// Whether two documents are the same value.   RFC 6902 §4.6
[[nodiscard]] result<bool> equal(std::string_view a, std::string_view b, const read_options& options = {});

/// Checks that `patch` is a patch document.   RFC 6902 §3, §4
[[nodiscard]] result<void> validate(std::string_view patch, const read_options& options = {});

/// Gives the bytes of the value that `pointer` names.   RFC 6901 §4
[[nodiscard]] result<std::string_view> get(std::string_view document, std::string_view pointer,
                                           const read_options& options = {});

}  // namespace emend::text
