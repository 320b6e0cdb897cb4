#include "graders/sql/libpq.hpp"

#include <dlfcn.h>

#include <optional>

namespace bex::sql {
namespace {

std::optional<Libpq> load() {
  void* library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) return std::nullopt;
  bool whole = true;
  const auto take = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::decay_t<decltype(function)>>(::dlsym(library, name));
    whole = whole && function != nullptr;
  };
  Libpq pq{};
  take(pq.connectdb, "PQconnectdb");
  take(pq.finish, "PQfinish");
  take(pq.status, "PQstatus");
  take(pq.errorMessage, "PQerrorMessage");
  take(pq.socket, "PQsocket");
  take(pq.setNoticeReceiver, "PQsetNoticeReceiver");
  take(pq.sendQueryParams, "PQsendQueryParams");
  take(pq.sendQuery, "PQsendQuery");
  take(pq.setSingleRowMode, "PQsetSingleRowMode");
  take(pq.consumeInput, "PQconsumeInput");
  take(pq.isBusy, "PQisBusy");
  take(pq.getResult, "PQgetResult");
  take(pq.resultStatus, "PQresultStatus");
  take(pq.resultErrorField, "PQresultErrorField");
  take(pq.resultErrorMessage, "PQresultErrorMessage");
  take(pq.cmdStatus, "PQcmdStatus");
  take(pq.backendPID, "PQbackendPID");
  take(pq.clear, "PQclear");
  take(pq.ntuples, "PQntuples");
  take(pq.nfields, "PQnfields");
  take(pq.fname, "PQfname");
  take(pq.ftype, "PQftype");
  take(pq.getisnull, "PQgetisnull");
  take(pq.getvalue, "PQgetvalue");
  take(pq.getlength, "PQgetlength");
  take(pq.transactionStatus, "PQtransactionStatus");
  take(pq.getCancel, "PQgetCancel");
  take(pq.cancel, "PQcancel");
  take(pq.freeCancel, "PQfreeCancel");
  return whole ? std::optional(pq) : std::nullopt;
}

} // namespace

const Libpq* libpq() {
  static const auto loaded = load();
  return loaded ? &*loaded : nullptr;
}

} // namespace bex::sql
