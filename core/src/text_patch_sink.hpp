// Exports text_patch_sink: writes a patch as compact JSON, values straight from the
// bytes of the second document.
#pragma once

#include <string>
#include <string_view>

#include "lower.hpp"
#include "text_diff_view.hpp"

namespace emend::detail {

/// Appends a member name, as spelled in JSON, as a reference token inside a JSON string: '~' and '/'
/// may hide behind a JSON escape.   RFC 6901 §3, RFC 8259 §7
void append_token(std::string& out, std::string_view raw);

class text_patch_sink final : public sink {
public:
    text_patch_sink(const workspace& space, const text_diff_view& a, const text_diff_view& b)
        : space_(space), a_(a), b_(b) {}

    void add(const path& at, id value) override;
    void remove(const path& at) override;
    void replace(const path& at, id value) override;
    void move(const path& from, const path& at) override;
    void copy(const path& from, const path& at) override;
    void test(const path& at, id value) override;
    std::uint64_t bytes() const override { return out_.size() + 1; }
    void clear() override { out_.resize(1); }

    /// The whole patch; call once.
    [[nodiscard]] std::string take();

private:
    void start(std::string_view verb);
    void pointer(std::string_view member, const path& at);
    void token(const path_token& t);
    void value(id x);
    void open_value(id x);
    void name(id x);
    void source(const text_diff_view& view, text_diff_view::node x);
    void without_shadows(const text_diff_view& view, text_diff_view::node x);
    [[nodiscard]] const text_diff_view& view_of(id x) const { return space_.nodes[x].after ? b_ : a_; }

    const workspace& space_;
    const text_diff_view& a_;
    const text_diff_view& b_;
    std::string out_{"["};
};

}  // namespace emend::detail
