// Exports document_builder: makes nlohmann values from the nodes of an index.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "number.hpp"
#include "text_view.hpp"

namespace emend::detail {

/// Makes a number: integers of up to 64 bits stay integers, the others become the
/// nearest double. Gives false for a number beyond any double.
template <class Json>
[[nodiscard]] bool make_number(std::string_view spelling, Json& out) {
    const char* end = spelling.data() + spelling.size();
    if (spelling.find_first_of(".eE") == std::string_view::npos) {
        std::int64_t whole = 0;
        std::uint64_t natural = 0;
        if (spelling.front() != '-' && std::from_chars(spelling.data(), end, natural).ec == std::errc{}) {
            out = natural;
            return true;
        }
        if (std::from_chars(spelling.data(), end, whole).ec == std::errc{}) {
            out = whole;
            return true;
        }
    }
    double real = 0;
    const auto read = std::from_chars(spelling.data(), end, real);
    const bool too_far = read.ec == std::errc::result_out_of_range;
    if (too_far && !number::is_small(spelling)) return false;
    out = too_far ? (spelling.front() == '-' ? -0.0 : 0.0) : real;
    return true;
}

/// What becomes of a scalar.
enum class scalars : std::uint8_t {
    values,
    spellings,  ///< a string that holds its source, quotes and all
};

/// Nothing recurses: the containers under construction stand on a stack.
template <class Json, scalars Scalars = scalars::values>
class document_builder {
public:
    explicit document_builder(const text_view& view) : view_(view) {}

    /// errors  limit_exceeded; offset
    result<Json> build(std::uint32_t node) {
        Json root;
        if (!fill(node, root)) return fail(std::move(error_));
        while (!open_.empty()) {
            auto& top = open_.back();
            if (top.at.done()) {
                open_.pop_back();
                continue;
            }
            const auto child = top.at.value();
            Json& place = append(top);
            top.at.advance();
            if (!fill(child, place)) return fail(std::move(error_));
        }
        return root;
    }

private:
    struct frame {
        text_view::cursor at;
        Json* container;
    };

    // The container above grows only when the one below is complete: pointers hold.
    Json& append(frame& top) const {
        if (top.container->is_array()) {
            auto& array = top.container->template get_ref<typename Json::array_t&>();
            array.emplace_back();
            return array.back();
        }
        auto name = plain(top.at.key());
        auto& object = top.container->template get_ref<typename Json::object_t&>();
        if constexpr (requires { object.emplace_hint(object.end(), std::move(name), nullptr); }) {
            return object.emplace_hint(object.end(), std::move(name), nullptr)->second;
        } else {
            // Names are known to differ: around ordered_map's own search through all of them.
            using members = typename Json::object_t::Container;
            return static_cast<members&>(object).emplace_back(std::move(name), nullptr).second;
        }
    }

    bool fill(std::uint32_t node, Json& out) {
        if (Scalars == scalars::spellings && !is_container(view_.kind_of(node))) {
            out = std::string(view_.source(node));
            return true;
        }
        switch (view_.kind_of(node)) {
            case kind::null:
            case kind::invalid:
                out = nullptr;
                break;
            case kind::boolean:
                out = view_.source(node).front() == 't';
                break;
            case kind::string:
                out = plain(view_.raw(node));
                break;
            case kind::number:
                return make_number(view_.source(node), out) || beyond(node);
            case kind::array:
                out = Json(Json::value_t::array);
                out.template get_ref<typename Json::array_t&>().reserve(view_.size(node));
                open_.push_back({view_.children(node), &out});
                break;
            case kind::object:
                out = Json(Json::value_t::object);
                // A vector of members that grows copies their names, which are const.
                if constexpr (requires(typename Json::object_t& o) { o.reserve(std::size_t{0}); })
                    out.template get_ref<typename Json::object_t&>().reserve(view_.size(node));
                open_.push_back({view_.children(node), &out});
                break;
        }
        return true;
    }

    [[nodiscard]] std::string plain(std::string_view raw) const {
        if (!view_.escapes()) return std::string(raw);
        std::string decoded;
        append_decoded(decoded, raw);
        return decoded;
    }

    bool beyond(std::uint32_t node) {
        constexpr std::size_t enough = 40;
        error_ = {errc::limit_exceeded,
                  error::none,
                  {},
                  view_.at(node).begin,
                  "a number that a double can hold",
                  std::string(view_.source(node).substr(0, enough))};
        return false;
    }

    const text_view& view_;
    std::vector<frame> open_{};
    error error_{};
};

}  // namespace emend::detail
