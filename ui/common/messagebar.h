// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace Fullstate {

/// One message at a time above what it is about: an outcome, a warning or an error, as plain text. Never in
/// the way, and gone when dismissed.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    /// Something to do about the message; done, the message goes.
    struct Offer
    {
        QString text;
        std::function<void()> take;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Gives back the message's number, by which it can be dismissed while it is still the one shown.
    int say(Kind kind, const QString &text, const std::vector<Offer> &offers = {});
    void dismiss();
    void dismiss(int number);
    bool shows(int number) const { return isVisible() && number == m_number; }
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintKind();

    Kind m_kind = Kind::Information;
    int m_number = 0;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_offers;
    QToolButton *m_dismiss;
};

} // namespace Fullstate
