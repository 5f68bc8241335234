// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/activitylog.h"
#include "app/base/clock.h"
#include "app/base/error.h"
#include "app/connection/connectionstore.h"
#include "app/connection/secretstore.h"
#include "app/schema/catalog.h"
#include "app/workspace/workspace.h"

#include <memory>

class QSettings;

namespace Fullstate {

class ApiNetwork;
class DraftSession;
class PracticeTenant;
class RateBudget;
class ResourceApi;
class SessionSecrets;
class TokenBroker;
class UploadList;
class WorkspaceFolder;

/// The composition root: builds every service once, owns them, and hands out references.
class Services final : public QObject
{
    Q_OBJECT

public:
    /// Opens the workspace in \p dataFolder. The practice tenant starts when first asked for. \p keychain is
    /// used instead of the desktop's if there is one.
    static Result<std::unique_ptr<Services>> open(const QString &dataFolder,
                                                  std::unique_ptr<SecretStore> keychain = {});
    /// The same in a folder that is ours already, while a window is shown.
    static Result<std::unique_ptr<Services>> open(std::unique_ptr<WorkspaceFolder> folder);
    ~Services() override;

    const Catalog &catalog() const;
    const Clock &clock() const;
    Workspace &workspace();
    ConnectionStore &connections();
    SessionSecrets &secrets();
    TokenBroker &tokens();
    /// Of requests for tokens, by Connection::applicationKey().
    RateBudget &tokenBudget();
    /// How long until so many requests for its resources fit into its application's budget together.
    std::chrono::milliseconds waitForRequests(const Connection &connection, int requests);
    ResourceApi &api();
    ActivityLog &activity();
    /// The open draft of a resource set, made when first asked for; nullptr for an unknown set. It goes, on a
    /// later turn of the event loop, when the set or its connection is removed.
    DraftSession *session(const QString &setId);
    bool isOpen(const QString &setId) const; ///< session() was called, and it is still there
    /// For whoever opened one that nobody else has seen: it is saved, and goes on a later turn of the event
    /// loop.
    void closeSession(const QString &setId);
    /// The files of one visit to Upload evidence, to be sent to the tenant of a connection and recorded.
    UploadList *makeUploadList(const QString &connectionId, QObject *parent);
    /// Documents that are known to exist, for a connection that was never used for any: the practice
    /// tenant's.
    static QStringList practiceDocuments();
    /// Lets requests go to the hosts of a connection that is not in connections() yet (the wizard's check).
    void allow(const Connection &connection);
    /// Window geometry, preferences, states of the tree, and which keychain has the secrets of whom.
    QSettings &settings();
    /// Starts the practice tenant if it is not running yet, and points practice connections at it.
    Result<PracticeTenant *> practice();
    /// A new connection to the practice tenant with a resource set of each type, User
    /// accounts first, and one with custom properties; not yet in connections(). Its client secret is in
    /// memory already: it is never stored, and every run has its own.
    Result<Connection> makePracticeConnection();

    /// A practice connection as the running tenant takes it: its address, client ID and resource IDs.
    Connection pointedAtPractice(Connection connection);

    /// Everything that is still only in memory goes to disk; false when that failed or took too long.
    bool save(int timeoutMs);
    /// For the program's end: lets the keychain and the tenants hear of what was removed, taken back or
    /// refreshed last. Events are processed meanwhile.
    void settle(int timeoutMs);

Q_SIGNALS:
    /// A secret of a connection that was removed may still be in the keychain.
    void secretNotRemoved(const Fullstate::Error &error);
    /// What was pushed to the practice tenant could not be read: its first content is back.
    void practiceStartedAfresh(const Fullstate::Error &error);

private:
    struct Parts;
    explicit Services(std::unique_ptr<Parts> parts);
    static Result<std::unique_ptr<Services>> open(std::unique_ptr<WorkspaceFolder> folder,
                                                  Workspace::Waiting waiting,
                                                  std::unique_ptr<SecretStore> keychain);

    void rememberDocuments(const QString &application, bool isGranted);
    void follow(const QString &connectionId);
    void forget(const QString &connectionId);

    std::unique_ptr<Parts> d;
};

} // namespace Fullstate
