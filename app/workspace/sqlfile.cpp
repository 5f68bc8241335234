// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/sqlfile.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QUuid>

namespace Fullstate {

namespace {

struct SqlFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::SqlFile)
};

// sqlite.org/rescode.html; the header is not needed for nine numbers.
namespace Code {
constexpr int Error = 1, Busy = 5, ReadOnly = 8, Damaged = 11, Full = 13, CannotOpen = 14, TooBig = 18,
              Constraint = 19, Mismatch = 20, Misuse = 21, Range = 25, NotADatabase = 26;
constexpr int PrimaryMask = 0xff;
} // namespace Code

QString inWords(int code, const QString &fileName)
{
    switch (code) {
    case Code::Full:
        return SqlFileText::tr("The disk is full: %1 cannot be saved. Make room.").arg(fileName);
    case Code::ReadOnly:
        return SqlFileText::tr("%1 cannot be saved because it is read-only now. Make it writable.")
            .arg(fileName);
    case Code::Busy:
        return SqlFileText::tr("%1 is in use by another program. Close that program.").arg(fileName);
    case Code::Damaged:
    case Code::NotADatabase:
        return SqlFileText::tr("The workspace file %1 is damaged.").arg(fileName);
    case Code::CannotOpen:
        return SqlFileText::tr("%1 cannot be opened. Check the folder and the disk below it.").arg(fileName);
    default:
        return SqlFileText::tr("%1 could not be read or written. Check the disk.").arg(fileName);
    }
}

} // namespace

SqlFile::SqlFile(QString fileName)
    : m_fileName(std::move(fileName))
    , m_connectionName(QStringLiteral("workspace-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

SqlFile::~SqlFile()
{
    close();
}

Result<> SqlFile::open()
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
    m_database.setDatabaseName(m_fileName);
    if (!m_database.open())
        return failure(m_database.lastError());
    for (const QString &pragma : {QStringLiteral("journal_mode = WAL"), QStringLiteral("synchronous = FULL"),
                                  QStringLiteral("foreign_keys = ON"), QStringLiteral("secure_delete = FAST"),
                                  QStringLiteral("trusted_schema = OFF")}) {
        if (const auto set = run(QStringLiteral("PRAGMA ") + pragma); !set)
            return Failure(set.error());
    }
    return {};
}

void SqlFile::close()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<QSqlQuery> SqlFile::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(query.lastError());
    return query;
}

Result<> SqlFile::exec(QSqlQuery &prepared, const QVariantList &values)
{
    int at = 0;
    for (const QVariant &value : values) { // a null string is an empty one here, not NULL
        const bool isNullString = value.typeId() == QMetaType::QString && value.toString().isNull();
        prepared.bindValue(at++, isNullString ? QVariant(QStringLiteral("")) : value);
    }
    if (!prepared.exec())
        return failure(prepared.lastError());
    return {};
}

Result<QSqlQuery> SqlFile::run(const QString &sql, const QVariantList &values)
{
    Result<QSqlQuery> query = prepare(sql);
    if (!query)
        return query;
    if (const Result<> done = exec(*query, values); !done)
        return Failure(done.error());
    return query;
}

Result<QVariant> SqlFile::value(const QString &sql, const QVariantList &values)
{
    Result<QSqlQuery> query = run(sql, values);
    if (!query)
        return Failure(query.error());
    return query->next() ? query->value(0) : QVariant();
}

Result<> SqlFile::inTransaction(const std::function<Result<>()> &steps)
{
    // Immediate: a writer must not find out at its first write that somebody else is one.
    if (const auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return Failure(begun.error());
    Result<> result = steps();
    if (result) {
        const auto committed = run(QStringLiteral("COMMIT"));
        if (committed)
            return {};
        result = Failure(committed.error());
    }
    const int cause = m_lastCode;
    QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself
    m_lastCode = cause;
    return result;
}

bool SqlFile::foundDamage() const
{
    return m_lastCode == Code::Damaged || m_lastCode == Code::NotADatabase;
}

bool SqlFile::refusedStatement() const
{
    switch (m_lastCode) {
    case Code::Error:
    case Code::TooBig:
    case Code::Constraint:
    case Code::Mismatch:
    case Code::Misuse:
    case Code::Range:
        return true;
    default:
        return false;
    }
}

Failure SqlFile::failure(const QSqlError &error)
{
    m_lastCode = error.nativeErrorCode().toInt() & Code::PrimaryMask;
    return Failure({Error::Kind::Storage, inWords(m_lastCode, m_fileName), error.text()});
}

} // namespace Fullstate
