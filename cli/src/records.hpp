#pragma once

#include <string>
#include <string_view>

#include "emend/text.hpp"

#include "line_stream.hpp"
#include "progress.hpp"

namespace emend::cli {

/// A line of a snapshot. Valid until the next one is read.
struct record {
    std::size_t line = 0;
    bool is_fault = false;    ///< no record: `text` is the answer that says why
    std::string order{};      ///< its key's, see record_key; a fault has that of the record before it
    std::string_view id{};    ///< its key, as spelled
    std::string_view text{};  ///< the record, without white space around it
};

/// Writes {"id":ID,"file":NAME,"line":N,"error":{...}}, which stands in the place of a record.
[[nodiscard]] std::string fault_text(std::string_view id, std::string_view file, std::size_t line,
                                     const failure& why);

/// That of a key that an earlier record has.
[[nodiscard]] std::string second_text(std::string_view id, std::string_view file, std::size_t line,
                                      std::size_t first);

/// Reads the records of a snapshot.
class record_reader {
public:
    /// `meter` is shown how much has been read.
    record_reader(std::unique_ptr<byte_source> from, std::string name, std::string pointer,
                  std::size_t longest, progress& meter);

    /// Reads the next record; false at the end.
    ///
    /// errors  io_error; what is wrong with a line is a fault in its place
    [[nodiscard]] outcome<bool> next();

    [[nodiscard]] const record& now() const { return now_; }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    void read(const bulk::line& each);
    void blame(std::string_view id, const failure& why);

    std::unique_ptr<byte_source> from_;
    std::string name_;
    std::string pointer_;
    std::size_t longest_;
    progress* meter_;
    line_stream lines_;
    bulk::block block_{};
    std::size_t at_ = 0;
    text::index index_{};
    std::string fault_{};
    record now_{};
};

}  // namespace emend::cli
