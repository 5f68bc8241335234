// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"
#include "app/import/rulereader.h"

#include <QSet>
#include <optional>

namespace Fullstate {

/// Turns the rows of one file into resources, a row at a time: most of stageImport(). All it is given must
/// outlive it.
class RowStager
{
public:
    RowStager(const CsvFile &file, const ImportChoices &choices, const ResourceType &type,
              const std::vector<DraftRow> &draft);

    /// False: stopped.
    bool run(const Watch &watch);
    ImportStage takeStage() { return std::move(m_stage); }

private:
    /// What the cells of a row say, by field.
    struct Named
    {
        QJsonObject values; ///< null where a cell takes the value away
        QJsonObject resource; ///< the draft's with the values in it
    };

    void stageRow(int index);
    std::optional<RowFlaw> flawLeft(const QStringList &corrected) const;
    void takeGood(const Named &named, int known);
    QString idOf(const RowText &text) const;
    bool isRowInScope(const RowText &text, bool isCorrected);
    void countOutOfScope(const RowText &text, bool isCorrected);
    Named read(const RowText &text, const QString &id, const QJsonObject &before) const;
    QJsonValue valueOf(const RuleReader &reader, const RowText &text, bool *isSaid) const;
    bool rejectWrong(int index, const Named &named, const QString &id, bool isNew);
    QString reasonOf(const RuleReader *reader, const QString &problem, const RowText &text) const;
    const RuleReader *readerOf(QStringView path) const;
    void reject(int index, int column, const QString &reason, const QString &id);
    void addProblem(int index, int column, const QString &reason, const QString &id = {});
    void finishRemovals();

    const CsvFile &m_file;
    const ImportChoices &m_choices;
    const ResourceType &m_type;
    const std::vector<DraftRow> &m_draft;
    std::vector<RuleReader> m_readers; ///< those that feed a field
    const RuleReader *m_idReader = nullptr;
    /// A condition of the scope that the file can answer.
    struct Condition
    {
        ScopeRule rule;
        const RuleReader *reader;
        int column; ///< the only one it reads; -1: there are several, or none
        QHash<QByteArray, bool> known =
            {}; ///< by what the cell holds: most columns hold few different values
    };

    std::vector<Condition> m_scope;
    qsizetype m_scopeColumns = 0; ///< how many cells it takes to tell id and scope
    RowCells m_cells;
    QHash<QString, int> m_known; ///< uniqueId → row of the draft
    QSet<QByteArray> m_knownCells; ///< the same as cells of a file that says them as they are
    QHash<QString, qint64> m_seen; ///< uniqueId → line of the file
    QSet<QString> m_rejected;
    ImportStage m_stage;
};

} // namespace Fullstate
