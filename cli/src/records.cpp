#include "records.hpp"

#include <utility>

#include "json_text.hpp"
#include "line_answers.hpp"
#include "record_key.hpp"

namespace emend::cli {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20U;

std::string_view without_white_space(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const auto begin = text.find_first_not_of(white);
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

}  // namespace

std::string fault_text(std::string_view id, std::string_view file, std::size_t line, const failure& why) {
    std::string out = "{\"id\":";
    out.append(id).append(",\"file\":").append(in_quotes(file));
    return out.append(",\"line\":").append(std::to_string(line)).append(",").append(error_members(why)) + "}";
}

std::string second_text(std::string_view id, std::string_view file, std::size_t line, std::size_t first) {
    failure why{bad_input, "duplicate_key", "a second record with this key: the first is on line "};
    why.message += std::to_string(first);
    why.expected = "one record of a key";
    return fault_text(id, file, line, why);
}

record_reader::record_reader(std::unique_ptr<byte_source> from, std::string name, std::string pointer,
                             std::size_t longest, progress& meter)
    : from_(std::move(from)),
      name_(std::move(name)),
      pointer_(std::move(pointer)),
      longest_(longest),
      meter_(&meter),
      lines_(*from_, block_bytes, longest) {}

void record_reader::blame(std::string_view id, const failure& why) {
    fault_ = fault_text(id, name_, now_.line, why);
    now_.is_fault = true;
    now_.id = id;
    now_.text = fault_;
}

void record_reader::read(const bulk::line& each) {
    now_.line = each.number;
    now_.is_fault = false;
    if (each.overlong) return blame("null", overlong_line(longest_));
    if (auto parsed = index_.parse(each.text); !parsed) return blame("null", from_error(parsed.error()));
    auto key = key_of(index_, pointer_);
    if (!key) return blame("null", key.error());
    now_.order = std::move(key->order);
    now_.id = key->id;
    now_.text = without_white_space(each.text);
}

outcome<bool> record_reader::next() {
    if (at_ == block_.lines.size()) {
        auto more = lines_.next();
        if (!more) return fail(std::move(more).error());
        meter_->show_reading();
        block_ = std::move(*more);
        at_ = 0;
        if (block_.lines.empty()) return false;
    }
    read(block_.lines[at_++]);
    return true;
}

}  // namespace emend::cli
