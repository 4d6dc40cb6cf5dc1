// Exports dump: compact JSON text of nlohmann values. Nothing recurses.

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/document.hpp"

#include "json_view.hpp"
#include "text_string.hpp"

namespace emend {
namespace {

template <class Json>
class dumper {
public:
    result<std::string> run(const Json& document) {
        bool good = value(&document);
        while (good && !open_.empty()) good = next_child();
        if (!good) return fail(std::move(error_));
        return std::move(out_);
    }

private:
    using cursor = typename detail::json_view<Json>::cursor;

    struct frame {
        const Json* container;
        cursor at;
        std::size_t index;
    };

    bool value(const Json* x) {
        switch (detail::json_view<Json>::kind_of(x)) {
            case detail::kind::null:
                out_ += "null";
                return true;
            case detail::kind::boolean:
                out_ += x->template get<bool>() ? "true" : "false";
                return true;
            case detail::kind::string:
                return string(*x->template get_ptr<const std::string*>());
            case detail::kind::number:
                number(*x);
                return true;
            case detail::kind::array:
            case detail::kind::object:
                out_ += x->is_array() ? '[' : '{';
                open_.push_back({x, cursor(x), 0});
                return true;
            case detail::kind::invalid:
                break;
        }
        return no(errc::not_json, x->is_number_float() ? "a number that is not finite" : x->type_name());
    }

    bool next_child() {
        auto& top = open_.back();
        if (top.at.done()) {
            out_ += top.container->is_array() ? ']' : '}';
            open_.pop_back();
            if (!open_.empty()) step(open_.back());
            return true;
        }
        if (top.index != 0) out_ += ',';
        if (top.container->is_object()) {
            if (!string(*top.at.key())) return false;
            out_ += ':';
        }
        const auto* child = top.at.value();
        if (!value(child)) return false;
        if (!child->is_structured()) step(open_.back());
        return true;
    }

    static void step(frame& f) {
        f.at.advance();
        ++f.index;
    }

    bool string(const std::string& s) {
        if (detail::is_plain_ascii(s)) {
            out_ += '"';
            out_ += s;
            out_ += '"';
            return true;
        }
        for (std::size_t at = 0; at < s.size();) {
            const auto length = detail::utf8_length(s, at);
            if (length == 0) return no(errc::invalid_utf8, "byte " + std::to_string(at) + " of the string");
            at += length;
        }
        detail::append_quoted(out_, s);
        return true;
    }

    void number(const Json& x) {
        std::array<char, 32> buffer{};
        const auto write = [&](auto n) {
            return std::to_chars(buffer.data(), buffer.data() + buffer.size(), n).ptr;
        };
        const char* end = x.is_number_float()      ? write(x.template get<double>())
                          : x.is_number_unsigned() ? write(x.template get<std::uint64_t>())
                                                   : write(x.template get<std::int64_t>());
        const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
        out_ += digits;
        // What was a double is read back as one.
        if (x.is_number_float() && digits.find_first_of(".e") == std::string_view::npos) out_ += ".0";
    }

    bool no(errc code, std::string actual) {
        error_ = {code, error::none, {}, error::none, {}, std::move(actual)};
        for (const auto& f : open_) {
            append_token(error_.path, f.container->is_array() ? std::to_string(f.index) : *f.at.key());
        }
        return false;
    }

    std::string out_{};
    std::vector<frame> open_{};
    error error_{};
};

}  // namespace

result<std::string> dump(const json& document) { return dumper<json>().run(document); }
result<std::string> dump(const ordered_json& document) { return dumper<ordered_json>().run(document); }

}  // namespace emend
