// The json lane as the algorithms see it: nodes are pointers to nlohmann values.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "number.hpp"
#include "view.hpp"

namespace emend::detail {

template <class Json>
class json_view {
public:
    using node = const Json*;
    using key = const std::string*;

    class cursor {
    public:
        explicit cursor(node container) {
            if (container->is_object()) {
                const auto& object = container->template get_ref<const typename Json::object_t&>();
                member_ = object.begin();
                last_member_ = object.end();
            } else if (container->is_array()) {
                const auto& array = container->template get_ref<const typename Json::array_t&>();
                element_ = array.data();
                last_element_ = element_ + array.size();
            }
        }

        [[nodiscard]] bool done() const { return element_ == last_element_ && member_ == last_member_; }
        void advance() {
            if (element_ != last_element_) {
                ++element_;
            } else {
                ++member_;
            }
        }
        [[nodiscard]] node value() const { return element_ != last_element_ ? element_ : &member_->second; }
        [[nodiscard]] json_view::key key() const { return &member_->first; }

    private:
        typename Json::object_t::const_iterator member_{};
        typename Json::object_t::const_iterator last_member_{};
        node element_ = nullptr;
        node last_element_ = nullptr;
    };

    [[nodiscard]] static kind kind_of(node x) {
        switch (x->type()) {
            case Json::value_t::null:
                return kind::null;
            case Json::value_t::boolean:
                return kind::boolean;
            case Json::value_t::string:
                return kind::string;
            case Json::value_t::array:
                return kind::array;
            case Json::value_t::object:
                return kind::object;
            case Json::value_t::number_integer:
            case Json::value_t::number_unsigned:
                return kind::number;
            case Json::value_t::number_float:
                return std::isfinite(*x->template get_ptr<const double*>()) ? kind::number : kind::invalid;
            case Json::value_t::binary:
            case Json::value_t::discarded:
                break;
        }
        return kind::invalid;
    }

    [[nodiscard]] static cursor children(node x) { return cursor(x); }
    [[nodiscard]] static std::size_t size(node x) { return x->size(); }
    [[nodiscard]] static bool same_key(key a, const json_view&, key b) { return *a == *b; }
    [[nodiscard]] static bool less_key(key a, const json_view&, key b) { return *a < *b; }

    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] static bool same_scalar(node x, const json_view&, node y) {
        switch (kind_of(x)) {
            case kind::null:
                return true;
            case kind::boolean:
                return *x->template get_ptr<const bool*>() == *y->template get_ptr<const bool*>();
            case kind::string:
                return *x->template get_ptr<const std::string*>() ==
                       *y->template get_ptr<const std::string*>();
            case kind::number:
                return same_number(*x, *y);
            case kind::array:
            case kind::object:
            case kind::invalid:
                break;
        }
        return false;
    }

private:
    static bool same_number(const Json& x, const Json& y) {
        const bool x_float = x.is_number_float();
        const bool y_float = y.is_number_float();
        if (x_float && y_float) return x.template get<double>() == y.template get<double>();
        if (x_float) return same_number(y, x);
        if (x.is_number_unsigned()) {
            const auto value = x.template get<std::uint64_t>();
            if (y_float) return number::equal(value, y.template get<double>());
            return y.is_number_unsigned() ? value == y.template get<std::uint64_t>()
                                          : std::cmp_equal(value, y.template get<std::int64_t>());
        }
        const auto value = x.template get<std::int64_t>();
        if (y_float) return number::equal(value, y.template get<double>());
        return y.is_number_unsigned() ? std::cmp_equal(value, y.template get<std::uint64_t>())
                                      : value == y.template get<std::int64_t>();
    }
};

}  // namespace emend::detail
