// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace Fullstate {

/// One file for a document of a tenant: what is to be uploaded, and the lasting record of what came of it.
struct Upload
{
    enum class Outcome {
        Started, ///< the intent is on disk; without a later outcome (crash, power) nobody knows
        NotSent, ///< nothing of the file left the program
        BrokenOff, ///< a part of it left: the tenant cannot have taken it
        Refused, ///< the tenant answered that it does not take it
        Uploaded,
        Unknown, ///< all of it left, and no answer says what became of it
    };

    QString id; ///< ours, a UUID without braces
    QString connectionId;
    QString where; ///< the connection's name then
    QString documentId;
    QString fileName; ///< with its path on this computer
    QDate effectiveDate;
    QString description = {};
    QDateTime startedAt = {}; ///< UTC
    qint64 size = 0; ///< of the file, in bytes
    Outcome outcome = Outcome::Started;
    int status = 0; ///< of the answer; 0 without one
    QString message = {}; ///< translated: what came of it and what to do
    QString url = {}; ///< where the tenant shows it
    bool isForAll = false; ///< another file would fare the same now; not kept

    friend bool operator==(const Upload &, const Upload &) = default;
};

/// "Uploaded", "Refused", "Sent, outcome unknown", …
QString outcomeText(Upload::Outcome outcome);
/// The stable word that the workspace file keeps.
QString outcomeId(Upload::Outcome outcome);
Upload::Outcome uploadOutcomeFromId(const QString &id);

/// The ID in what was typed or pasted: the address of a document's page in Vanta is understood too.
QString documentIdFrom(const QString &typed);
/// Whether the ID can stand in the API's path.
bool isDocumentId(const QString &id);

/// Whether a link that a tenant gave may be opened in a browser: https, or this computer's own practice
/// tenant.
bool isOpenable(const QString &url);

} // namespace Fullstate

Q_DECLARE_METATYPE(Fullstate::Upload)
