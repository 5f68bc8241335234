// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft/fieldpath.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace Fullstate {

/// A line of Details: one field or one heading, indented by how deep it stands, with what the tenant holds
/// where that differs and what is wrong below it.
class DetailsRow : public QWidget
{
    Q_OBJECT

public:
    const FieldPath &path() const { return m_path; }
    /// What the field is for and what it takes.
    QString help() const;
    virtual void showValue(const QJsonValue &value) = 0;
    virtual QWidget *target() const = 0; ///< of the focus
    void setNotes(const QString &before, const QString &problems);

Q_SIGNALS:
    void jsonWanted();

protected:
    DetailsRow(FieldPath path, QWidget *parent);

    QToolButton *addButton(QHBoxLayout &row, const QString &words);
    QToolButton *addJsonButton(QHBoxLayout &row);
    QVBoxLayout &column() { return *m_column; }

private:
    FieldPath m_path;
    QVBoxLayout *m_column;
    QLabel *m_before;
    QLabel *m_problems;
};

/// A field with its editor.
class FieldRow final : public DetailsRow
{
    Q_OBJECT

public:
    FieldRow(const FieldPath &path, QWidget *parent);

    void showValue(const QJsonValue &value) override;
    QWidget *target() const override { return m_editor; }
    QWidget *editor() const { return m_editor; }
    bool isEditing() const; ///< somebody is in it and has changed something

Q_SIGNALS:
    void done();

private:
    void take(QWidget *editor);

    QLabel *m_name;
    QWidget *m_editor = nullptr;
    bool m_hasLines = false;
};

} // namespace Fullstate
