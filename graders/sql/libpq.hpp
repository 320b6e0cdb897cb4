// libpq, loaded where it is used: it comes with any PostgreSQL server, and brings two dozen libraries, which
// would take every start of this program four milliseconds.
#pragma once

#include <libpq-fe.h>

namespace bex::sql {

// https://www.postgresql.org/docs/15/libpq.html, under the same names without their PQ.
struct Libpq {
  decltype(&PQconnectdb) connectdb;
  decltype(&PQfinish) finish;
  decltype(&PQstatus) status;
  decltype(&PQerrorMessage) errorMessage;
  decltype(&PQsocket) socket;
  decltype(&PQsetNoticeReceiver) setNoticeReceiver;
  decltype(&PQsendQueryParams) sendQueryParams;
  decltype(&PQsendQuery) sendQuery;
  decltype(&PQsetSingleRowMode) setSingleRowMode;
  decltype(&PQconsumeInput) consumeInput;
  decltype(&PQisBusy) isBusy;
  decltype(&PQgetResult) getResult;
  decltype(&PQresultStatus) resultStatus;
  decltype(&PQresultErrorField) resultErrorField;
  decltype(&PQresultErrorMessage) resultErrorMessage;
  decltype(&PQcmdStatus) cmdStatus;
  decltype(&PQbackendPID) backendPID;
  decltype(&PQclear) clear;
  decltype(&PQntuples) ntuples;
  decltype(&PQnfields) nfields;
  decltype(&PQfname) fname;
  decltype(&PQftype) ftype;
  decltype(&PQgetisnull) getisnull;
  decltype(&PQgetvalue) getvalue;
  decltype(&PQgetlength) getlength;
  decltype(&PQtransactionStatus) transactionStatus;
  decltype(&PQgetCancel) getCancel;
  decltype(&PQcancel) cancel;
  decltype(&PQfreeCancel) freeCancel;
};

// Null where there is no libpq.so.5.
[[nodiscard]] const Libpq* libpq();

} // namespace bex::sql
