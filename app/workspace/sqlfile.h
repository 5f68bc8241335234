// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>
#include <functional>

namespace Fullstate {

/// One connection to an SQLite file, with errors in words. Used on one thread only, from open() to its end.
class SqlFile final
{
public:
    explicit SqlFile(QString fileName);
    ~SqlFile();
    Q_DISABLE_COPY_MOVE(SqlFile)

    const QString &fileName() const { return m_fileName; }
    /// Durable from here on: WAL, synchronous=FULL, foreign keys.
    Result<> open();
    void close();

    Result<QSqlQuery> prepare(const QString &sql);
    Result<> exec(QSqlQuery &prepared, const QVariantList &values);
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; an invalid value without a row.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// All of \p steps or nothing of it.
    Result<> inTransaction(const std::function<Result<>()> &steps);

    /// What the last failure was about.
    bool foundDamage() const; ///< this is not a sound SQLite file
    bool refusedStatement() const; ///< the statement itself is at fault: trying it again is no use

private:
    Failure failure(const QSqlError &error);

    QString m_fileName;
    QString m_connectionName;
    QSqlDatabase m_database;
    int m_lastCode = 0;
};

} // namespace Fullstate
