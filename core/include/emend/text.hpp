#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "emend/diff.hpp"
#include "emend/error.hpp"
#include "emend/limits.hpp"

namespace emend::detail {
struct repetition;
}

/// The text lane: the same verbs straight on JSON text. Bytes that a patch does
/// not touch come out as they went in. What functions need to work in, a thread keeps for their next call, where
/// their texts are 2 MB together or less.
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

/// A member that does not count, because a later one has its name.
struct shadowed {
    std::uint32_t node = 0;  ///< the member that is shadowed
    std::uint32_t by = 0;    ///< the one that counts in its place, or shadows it on the way there

    friend bool operator==(const shadowed&, const shadowed&) = default;
};

/// A flat table over JSON text: no strings copied, no numbers converted. Refers
/// to the text, which must outlive it. Parsing again reuses the memory.
class index {
public:
    index();
    index(index&& other) noexcept;
    index& operator=(index&& other) noexcept;
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

    /// Takes over a value of the text that `whole` has read: as parse() of the value's bytes, but they
    /// are not read again. has_escapes() and depth() then tell at least what holds for the value.
    ///
    /// errors  as parse(), for what `whole` was allowed to let pass; offsets from the value's first byte
    /// cost    O(nodes of the value)
    [[nodiscard]] result<void> take(const index& whole, std::uint32_t value,
                                    const read_options& options = {});

    [[nodiscard]] std::string_view source() const { return text_; }
    [[nodiscard]] std::span<const node> nodes() const {
        if (is_outline_.load(std::memory_order_acquire)) [[unlikely]]
            complete();
        return nodes_;
    }

    /// The same table for who needs the root and its children alone, by `next`: until nodes() is asked for,
    /// what is inside of a child that repeats an earlier one but for some scalars may be left out.
    [[nodiscard]] std::span<const node> outline() const { return nodes_; }

    /// Whether any string of the text holds an escape.
    [[nodiscard]] bool has_escapes() const { return has_escapes_; }

    /// Containers inside containers; 0 for a scalar.
    [[nodiscard]] std::size_t depth() const { return depth_; }

    /// The members that do not count, by node; empty unless duplicates::last_wins met some.
    [[nodiscard]] std::span<const shadowed> shadows() const { return shadows_; }

private:
    friend class differ;
    struct memory;

    /// A value that was found to repeat another one, if one was.
    [[nodiscard]] const detail::repetition* repeats() const;
    void complete() const noexcept;

    std::string_view text_;
    std::span<const node> nodes_;
    std::span<const shadowed> shadows_;
    bool has_escapes_ = false;
    std::size_t depth_ = 0;
    std::unique_ptr<memory> memory_;
    mutable std::atomic<bool> is_outline_ = false;
};

/// Applies a patch to a document: all operations, or none. The form that takes an
/// index serves those who keep one, or want to know which of the two texts is broken.
///
/// errors  those of index::parse() for either text, of parse_patch() and of emend::apply()
/// keeps   every byte that the patch does not touch; what it inserts follows the style around it
/// source  RFC 6902
[[nodiscard]] result<std::string> apply(std::string_view document, std::string_view patch,
                                        const read_options& options = {});
[[nodiscard]] result<std::string> apply(const index& document, std::string_view patch,
                                        const read_options& options = {});

/// Gives the patch, as compact JSON, that turns `before` into `after`. It has the operations of
/// emend::diff() where the texts are spelled as that lane writes them: numbers in their shortest
/// form, no needless escapes, equal objects with their members in one order. Elsewhere other ones may
/// be shorter, as bytes count as they are spelled; and in arrays of 64 elements and more, on both sides
/// together, elements that are one value in two spellings are edited into one another at worst.
///
/// keeps   apply(before, result) equals `after` in any spelling
[[nodiscard]] result<std::string> diff(std::string_view before, std::string_view after,
                                       const diff_options& options = {});
[[nodiscard]] result<std::string> diff(const index& before, const index& after,
                                       const diff_options& options = {});

/// Diffs in memory that it keeps. For those who compare many pairs of texts.
///
/// cost    holds the memory of its largest run
class differ {
public:
    differ();
    differ(differ&& other) noexcept;
    differ& operator=(differ&& other) noexcept;
    differ(const differ&) = delete;
    differ& operator=(const differ&) = delete;
    ~differ();

    /// As text::diff().
    [[nodiscard]] result<std::string> diff(std::string_view before, std::string_view after,
                                           const diff_options& options = {});
    [[nodiscard]] result<std::string> diff(const index& before, std::string_view after,
                                           const diff_options& options = {});

    /// As diff() of the bytes of two values of one text that has been read, such as a line that holds a
    /// pair: they are not read again. `before` and `after` are nodes of `whole`; its outline() finds them for
    /// less than nodes().
    ///
    /// errors  as diff(); offsets from the first byte of the value that is at fault
    [[nodiscard]] result<std::string> diff(const index& whole, std::uint32_t before, std::uint32_t after,
                                           const diff_options& options = {});

    /// The same, appended to `out`. Where the two differ in a few scalars it allocates nothing, once this has
    /// seen such values and `out` has room.
    ///
    /// keeps   `out`, on an error
    [[nodiscard]] result<void> append_diff(std::string& out, const index& whole, std::uint32_t before,
                                           std::uint32_t after, const diff_options& options = {});

private:
    struct memory;
    std::unique_ptr<memory> memory_;
};

/// Merges a merge patch into a document.   RFC 7396 §2
[[nodiscard]] result<std::string> merge(std::string_view document, std::string_view merge_patch,
                                        const read_options& options = {});
[[nodiscard]] result<std::string> merge(const index& document, const index& merge_patch,
                                        const limits& limit = {});

/// Applies and merges in memory that it keeps: after a first run, another of that size allocates
/// nothing. For those who change many documents, or one again and again.
///
/// keeps   a result stays valid until the editor is used again, moved or destroyed
/// cost    holds the memory of its largest run
class editor {
public:
    editor();
    editor(editor&& other) noexcept;
    editor& operator=(editor&& other) noexcept;
    editor(const editor&) = delete;
    editor& operator=(const editor&) = delete;
    ~editor();

    /// As text::apply().
    [[nodiscard]] result<std::string_view> apply(std::string_view document, std::string_view patch,
                                                 const read_options& options = {});
    [[nodiscard]] result<std::string_view> apply(const index& document, std::string_view patch,
                                                 const read_options& options = {});

    /// As text::merge().
    [[nodiscard]] result<std::string_view> merge(std::string_view document, std::string_view merge_patch,
                                                 const read_options& options = {});
    [[nodiscard]] result<std::string_view> merge(const index& document, const index& merge_patch,
                                                 const limits& limit = {});

private:
    struct memory;
    std::unique_ptr<memory> memory_;
};

/// Gives the merge patch, as compact JSON, that turns `before` into `after`.   RFC 7396
[[nodiscard]] result<std::string> merge_diff(std::string_view before, std::string_view after,
                                             const read_options& options = {});
[[nodiscard]] result<std::string> merge_diff(const index& before, const index& after);

/// Whether two documents are the same value.   RFC 6902 §4.6
[[nodiscard]] result<bool> equal(std::string_view a, std::string_view b, const read_options& options = {});
[[nodiscard]] bool equal(const index& a, const index& b);

/// Checks that `patch` is a patch document.
///
/// errors  those of index::parse() and parse_patch(); operation, path, offset
/// source  RFC 6902 §3, §4
[[nodiscard]] result<void> validate(std::string_view patch, const read_options& options = {});

/// Gives the bytes of the value that `pointer` names.
///
/// errors  those of index::parse(), parse_pointer() and resolve()
/// source  RFC 6901 §4
[[nodiscard]] result<std::string_view> get(std::string_view document, std::string_view pointer,
                                           const read_options& options = {});
[[nodiscard]] result<std::string_view> get(const index& document, std::string_view pointer);

}  // namespace emend::text
