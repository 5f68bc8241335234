// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/base/error.h"

#include <QObject>
#include <QUrl>
#include <memory>
#include <vector>

namespace Fullstate {

class Catalog;
struct Faults;
struct Field;
struct PracticeUpload;

/// An application registered in the practice tenant.
struct PracticeApplication
{
    QString clientId;
    QByteArray clientSecret;
};

/// A tenant inside the program: the same API over loopback HTTP, as api.md describes it, for trying
/// everything without touching a real one. To the rest of the program it is a region with a loopback address.
class PracticeTenant final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        bool rateLimit = true;
        quint16 port = 0; ///< 0: any free one
        QString stateFile = {}; ///< keeps what was pushed across runs; empty: memory only
        /// Overrides for tests; random by default.
        QByteArray clientSecret = {};
        QByteArray publicClientSecret = {};
    };

    /// The catalog and the clock must outlive the tenant.
    PracticeTenant(const Catalog &catalog, const Clock &clock, Options options, QObject *parent = nullptr);
    ~PracticeTenant() override;

    Result<> listen(); ///< on 127.0.0.1 only
    QUrl url() const;

    const PracticeApplication &privateApplication() const;
    const PracticeApplication &publicApplication() const;
    /// The declared resource ID for a type's name.
    QString resourceId(const QString &typeName) const;
    /// Declares one more resource of the type, with custom properties; one of CustomResource is declared from
    /// the start, with practiceCustomProperties().
    void declare(const QString &typeName, const QString &resourceId,
                 const std::vector<Field> &customProperties);
    /// The resource ID of that one.
    static QString customResourceId();

    /// For tests: what goes wrong next (faults.h), and the truth to compare claims with.
    Faults &faults();
    /// Replaces the live resources of a type (JSON array of resources), as if somebody else had pushed.
    void setResources(const QString &typeName, const QByteArray &jsonArray);
    /// The live resources of a type, a JSON array without server fields.
    QByteArray resources(const QString &typeName) const;
    /// The evidence files that were taken in this run, the last one last.
    const std::vector<PracticeUpload> &uploads() const;
    int requestCount(const QByteArray &verb) const;
    /// Another program mints a token: every token of the private application is dead.
    void revokeTokens();

Q_SIGNALS:
    /// The state file was damaged: the first content is back.
    void startedAfresh(const Fullstate::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// `fullstate --serve-practice-tenant`: serves until SIGINT or SIGTERM. Its first line of output is the JSON
/// object that the README describes. Returns the exit status.
int servePracticeTenant(quint16 port, bool rateLimit);

} // namespace Fullstate
