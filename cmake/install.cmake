# What `cmake --install` puts down: the libraries, their headers, the command, and the two ways to
# find them: find_package(emend) and pkg-config.
include(CMakePackageConfigHelpers)

set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/emend)

foreach(library IN ITEMS emend_core emend_adapters)
  if(TARGET ${library})
    install(TARGETS ${library} EXPORT emendTargets FILE_SET HEADERS)
  endif()
endforeach()
install(EXPORT emendTargets NAMESPACE emend:: DESTINATION ${config_folder})

# The generators for property tests exist where the tests were built; find_package(emend COMPONENTS
# testing) takes them, and RapidCheck with them.
if(TARGET emend_testing)
  install(TARGETS emend_testing emend_testing_adapters EXPORT emendTestingTargets FILE_SET HEADERS)
  install(EXPORT emendTestingTargets NAMESPACE emend:: DESTINATION ${config_folder})
endif()

# The same for the seeded documents and workloads of the benchmarks: COMPONENTS bench_data.
if(TARGET emend_bench_data)
  install(TARGETS emend_bench_data EXPORT emendBenchDataTargets FILE_SET HEADERS)
  install(EXPORT emendBenchDataTargets NAMESPACE emend:: DESTINATION ${config_folder})
endif()

if(TARGET emend)
  install(TARGETS emend)
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/emendConfig.cmake.in ${PROJECT_BINARY_DIR}/emendConfig.cmake
  INSTALL_DESTINATION ${config_folder} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/emendConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/emendConfig.cmake ${PROJECT_BINARY_DIR}/emendConfigVersion.cmake
  DESTINATION ${config_folder})

# Ours are static unless BUILD_SHARED_LIBS says otherwise, so what they link is part of Libs.
# The prefix is found from the file's own place: an installed tree may be moved.
file(RELATIVE_PATH EMEND_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" EMEND_PC_PREFIX ${EMEND_PC_PREFIX})
set(EMEND_PC_LIBS "-lemend_core")
if(TARGET emend_adapters)
  set(EMEND_PC_LIBS "-lemend_adapters ${EMEND_PC_LIBS}")
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/emend.pc.in ${PROJECT_BINARY_DIR}/emend.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/emend.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
