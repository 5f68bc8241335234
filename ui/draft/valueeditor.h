// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QObject>
#include <optional>

namespace Fullstate {

/// How an editor was left.
enum class Leaving { ByEnter, ByTab, ByBacktab, ForAnotherWidget };

/// What an editor says of its user.
class EditorEvents final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void edited(); ///< what editedValue() gives may be another now
    void done(); ///< Enter, another widget, a choice
    /// Only from editors made of several widgets, whose keys and focus nobody outside can follow.
    void left(Fullstate::Leaving how);
};

/// The part of a widget that edits one value of a field. What setValue() put in and nobody touched is no
/// edit, whatever it looks like: looking is not editing.
class ValueEditor
{
public:
    ValueEditor() = default;
    virtual ~ValueEditor() = default;
    Q_DISABLE_COPY_MOVE(ValueEditor)

    virtual void setValue(const QJsonValue &value) = 0;
    /// Nothing while it is as setValue() left it; QJsonValue::Undefined: not set.
    virtual std::optional<QJsonValue> editedValue() const = 0;
    const EditorEvents &events() const { return m_events; }

protected:
    EditorEvents m_events;
};

} // namespace Fullstate
