using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Everything that somebody can try in a state: each command with every choice of the proofs that any cell of its row speaks of, and with bad ones.</summary>
internal sealed class MachineCommands(MachineState state, Hands hands)
{
    private static readonly AccessFacts[] SignIns =
    [
        AccessFacts.None, new AccessFacts { TwoStep = true }, new AccessFacts { TwoStep = true, TrustedDevice = true }, new AccessFacts { TwoStep = true, AppPassword = true },
    ];

    private static readonly string WrongCode = DrawnCode.Draw(CodeFormat.RecoveryCode).Code.Reveal();

    private readonly Contact[] _contacts =
    [
        .. (state.Record?.Contacts.Items ?? []).Where(contact => hands.Reads(contact) && contact.State is not (ContactState.Pending or ContactState.Notice or ContactState.Left)),
    ];

    internal IEnumerable<MachineCommand> All() => SecurityInfo().Concat(Access()).Concat(Codes()).Concat(Keys());

    /// <summary>Those of one verb, without making the others.</summary>
    internal IEnumerable<MachineCommand> By(Verb verb)
    {
        IEnumerable<MachineCommand> group = verb switch
        {
            <= Verb.Freeze or Verb.Answer => SecurityInfo(),
            Verb.MakeCode or Verb.RevokeCode or Verb.RedeemCode or Verb.MakeBackup or Verb.RevokeBackup => Codes(),
            Verb.BeginKey or Verb.ConfirmKey or Verb.RedeemKey or Verb.DisableKey => Keys(),
            _ => Access(),
        };
        return group.Where(command => command.Verb == verb);
    }

    private IEnumerable<MachineCommand> SecurityInfo()
    {
        ContactPart contacts = state.Record?.Contacts ?? ContactPart.None;
        string? free = hands.Addresses.FirstOrDefault(address => contacts.Items.All(contact => contact.Address != address || contact.State is ContactState.Pending or ContactState.Left));
        const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;
        if (free is not null && contacts.Verified.Count(hands.Reads) < hands.MostContacts)
        {
            foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostPassword, ProofKind.ReentryGrant))
            {
                yield return Of(Verb.Add, proofs) with { Address = free };
            }

            foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostPassword))
            {
                yield return Of(Verb.SetNotice, proofs) with { Address = free };
            }
        }

        foreach (Contact contact in contacts.Items)
        {
            if (contact.State == ContactState.Pending && hands.Reads(contact))
            {
                yield return Of(Verb.Confirm, []) with { Contact = contact.Number };
                yield return Of(Verb.Confirm, []) with { Contact = contact.Number, Typed = "000 0000" };
            }
            else if (contact.State == ContactState.Verified)
            {
                if (hands.Reads(contact))
                {
                    yield return Of(Verb.Answer, []) with { Contact = contact.Number };
                }

                foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostSession))
                {
                    yield return Of(Verb.Remove, proofs) with { Contact = contact.Number };
                }
            }
        }

        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostSession, ProofKind.HostPassword))
        {
            yield return Of(Verb.RemoveAll, proofs);
        }

        foreach ((Verb verb, ProofPurpose purpose) in ((Verb, ProofPurpose)[])
            [(Verb.Undo, ProofPurpose.UndoRemoval), (Verb.Cancel, ProofPurpose.CancelWait), (Verb.Freeze, ProofPurpose.FreezeRecovery)])
        {
            foreach (ImmutableArray<TicketFacts?> proofs in Proofs(purpose, contact: true, ProofKind.HostSession, ProofKind.HostPassword))
            {
                yield return Of(verb, proofs);
            }
        }
    }

    private IEnumerable<MachineCommand> Access()
    {
        foreach (AccessFacts facts in SignIns.Where(facts => facts.TwoStep == state.TwoStep && hands.Vouched.Contains(ProofKind.HostPassword)))
        {
            yield return Of(Verb.SignIn, []) with { Facts = facts };
        }

        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(ProofPurpose.AnswerPrompt, contact: false, ProofKind.HostPassword, ProofKind.HostTwoStep))
        {
            yield return Of(Verb.Skip, proofs);
        }

        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(
            ProofPurpose.Recover, contact: true, ProofKind.RecoveryCode, ProofKind.RecoveryKey, ProofKind.HostTwoStep, ProofKind.TrustedDevice))
        {
            yield return Of(Verb.Complete, proofs);
        }

        if (_contacts.Length > 1)
        {
            yield return Of(Verb.Complete, [.. _contacts.Take(2).Select(contact => (TicketFacts?)Code(contact, ProofPurpose.Recover))]);
        }

        foreach (TicketFacts? ticket in Proofs(ProofPurpose.ChangeSecuritySettings, contact: false, ProofKind.HostPassword, ProofKind.ReentryGrant)
            .Where(proofs => proofs.Length == 1).Select(proofs => proofs[0]))
        {
            yield return Of(Verb.SetCredentials, [ticket]);
        }

        if (hands.IsHost)
        {
            yield return Of(Verb.Reopen, []);
            yield return Of(Verb.Release, []);
        }
    }

    private IEnumerable<MachineCommand> Codes()
    {
        const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;
        string? code = hands.Made(state.Record?.RecoveryCode.Live) ? hands.Code.Code.Reveal() : null;
        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(
            Change, contact: true, ProofKind.HostPassword, ProofKind.HostTwoStep, ProofKind.TrustedDevice, ProofKind.ReentryGrant))
        {
            foreach (string? typed in Typed(code))
            {
                yield return Of(Verb.MakeCode, proofs) with { Typed = typed, Drawn = hands.Code };
                yield return Of(Verb.RevokeCode, proofs) with { Typed = typed };
            }
        }

        if (hands.Made(state.Record?.RecoveryCode.Code))
        {
            yield return Of(Verb.RedeemCode, []) with { Typed = hands.Code.Code.Reveal() };
        }

        yield return Of(Verb.RedeemCode, []) with { Typed = WrongCode };
        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: false, ProofKind.HostPassword, ProofKind.HostTwoStep))
        {
            yield return Of(Verb.MakeBackup, proofs);
            yield return Of(Verb.RevokeBackup, proofs);
        }
    }

    private IEnumerable<MachineCommand> Keys()
    {
        const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;
        string? code = hands.Made(state.Record?.RecoveryCode.Live) ? hands.Code.Code.Reveal() : null;
        string key = hands.Key.Code.Reveal();
        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostPassword, ProofKind.HostTwoStep))
        {
            foreach (string? typed in Typed(code))
            {
                yield return Of(Verb.BeginKey, proofs) with { Typed = typed, Acknowledged = true, Drawn = hands.Key };
            }

            yield return Of(Verb.BeginKey, proofs) with { Typed = code, Drawn = hands.Key };
        }

        if (hands.Made(state.Record?.RecoveryKey.Pending))
        {
            yield return Of(Verb.ConfirmKey, []) with { Typed = key };
        }

        if (state.Record?.RecoveryKey.Slot.Code is not { } slot)
        {
            yield break;
        }

        foreach (ImmutableArray<TicketFacts?> proofs in Proofs(Change, contact: true, ProofKind.HostPassword, ProofKind.TrustedDevice))
        {
            foreach (string? typed in hands.Made(slot) ? [.. Typed(code), key] : Typed(code))
            {
                yield return Of(Verb.DisableKey, proofs) with { Typed = typed };
            }
        }

        if (hands.Made(slot))
        {
            yield return Of(Verb.RedeemKey, []) with { Typed = key };
        }
    }

    private static string?[] Typed(string? code) => code is null ? [null] : [null, code, WrongCode];

    private MachineCommand Of(Verb verb, ImmutableArray<TicketFacts?> proofs) => new(verb, proofs, state.TwoStep);

    // Every choice of what they have, without a contact's code and with each; then all of it with one ticket that is no good, in each of the ways.
    private IEnumerable<ImmutableArray<TicketFacts?>> Proofs(ProofPurpose purpose, bool contact, params ProofKind[] kinds)
    {
        TicketFacts?[] have = [.. kinds.Select(kind => Have(kind, purpose)).Where(ticket => ticket is not null)];
        TicketFacts?[] codes = contact ? [null, .. _contacts.Select(own => (TicketFacts?)Code(own, purpose))] : [null];
        ImmutableArray<TicketFacts?> last = [];
        foreach (TicketFacts? code in codes)
        {
            for (int bits = 0; bits < 1 << have.Length; bits++)
            {
                ImmutableArray<TicketFacts?>.Builder chosen = ImmutableArray.CreateBuilder<TicketFacts?>(have.Length + 1);
                for (int i = 0; i < have.Length; i++)
                {
                    if ((bits & (1 << i)) != 0)
                    {
                        chosen.Add(have[i]);
                    }
                }

                if (code is not null)
                {
                    chosen.Add(code);
                }

                yield return last = chosen.ToImmutable();
            }
        }

        if (last is [.., { } good])
        {
            yield return last.SetItem(last.Length - 1, null);
            yield return last.SetItem(last.Length - 1, good with { Expires = state.Now });
            yield return last.SetItem(last.Length - 1, good with { Epoch = (good.Epoch ?? 1) - 1 });
            yield return last.SetItem(last.Length - 1, good with { Purpose = purpose == ProofPurpose.Recover ? ProofPurpose.SignIn : ProofPurpose.Recover });
        }
    }

    private TicketFacts? Have(ProofKind kind, ProofPurpose purpose)
    {
        if (kind is ProofKind.ReentryGrant or ProofKind.RecoveryCode or ProofKind.RecoveryKey)
        {
            return hands.IsOwner && state.Held.FirstOrDefault(ticket => ticket.Kind == kind) is { Kind: not ProofKind.None } held ? held : null;
        }

        bool isLost = state.HasNewCredentials && !hands.IsOwner;
        return !isLost && hands.Vouched.Contains(kind) ? Fresh(kind, purpose) : null;
    }

    private TicketFacts Code(Contact contact, ProofPurpose purpose) => Fresh(ProofKind.ContactCode, purpose) with { Contact = contact.Number };

    private TicketFacts Fresh(ProofKind kind, ProofPurpose purpose) => new(kind, purpose, state.Record?.Epoch, state.Now, state.Now + Duration.FromMinutes(10));
}
