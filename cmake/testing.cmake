# The headers that every test includes, read once where EMEND_PCH is on.
if(EMEND_PCH)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/pch.cpp "")
  add_library(emend_test_pch OBJECT ${CMAKE_CURRENT_BINARY_DIR}/pch.cpp)
  target_link_libraries(emend_test_pch PRIVATE emend::core rapidcheck_gtest rapidcheck GTest::gmock GTest::gtest
    emend_test_flags)
  target_precompile_headers(emend_test_pch PRIVATE <string> <vector> <gtest/gtest.h> <gmock/gmock.h>
    <nlohmann/json.hpp> <rapidcheck/gtest.h>)
endif()

# emend_test(<area> <name> [LABEL label] [SOURCES file...] [LIBRARIES target...])
#
# Builds tests/<area>/<name>_test.cpp into <area>_<name>_test; ctest then knows its tests as
# <area>.<Suite>.<Fact>, under the label <area> unless another is given ("slow"). GoogleTest,
# RapidCheck and emend::core are linked; includes start at tests/ ("support/...").
#
# Under sanitizers ctest knows the program as one test, <area>.<name>: there a process takes longer to start than
# most tests take.
function(emend_test area name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "LABEL" "SOURCES;LIBRARIES")
  if(NOT arg_LABEL)
    set(arg_LABEL ${area})
  endif()
  set(target ${area}_${name}_test)
  add_executable(${target} ${area}/${name}_test.cpp ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE emend::core ${arg_LIBRARIES} emend_test_support rapidcheck_gtest rapidcheck
    GTest::gmock GTest::gtest GTest::gtest_main emend_test_flags)
  if(EMEND_PCH)
    target_precompile_headers(${target} REUSE_FROM emend_test_pch)
  endif()
  if(EMEND_SANITIZE)
    add_test(NAME ${area}.${name} COMMAND ${target})
    set_tests_properties(${area}.${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 600)
  else()
    gtest_discover_tests(${target} TEST_PREFIX ${area}. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
      PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300)
  endif()
endfunction()
