#pragma once

#include <vector>

#include "disagreement.hpp"
#include "subject.hpp"

namespace emend::cli {

/// Makes a disagreement small by asking the subject about smaller cases, many at a time, until none
/// of them shows the same way of disagreeing.
class shrinker {
public:
    explicit shrinker(subject& other) : other_(other) {}

    /// errors  those of subject::take()
    [[nodiscard]] outcome<disagreement> operator()(disagreement d);

private:
    struct attempt {
        std::size_t asked = 0;
        bool found = false;
    };
    outcome<attempt> try_some(disagreement& d, const std::vector<question>& steps, std::size_t& next,
                              std::size_t most);

    subject& other_;
    judge judge_{};
    text::editor editor_{};
};

}  // namespace emend::cli
