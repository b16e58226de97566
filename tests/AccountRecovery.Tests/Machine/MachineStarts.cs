using NodaTime;

namespace AccountRecovery;

/// <summary>The accounts that walks begin with, made by the rules themselves.</summary>
internal static class MachineStarts
{
    private static readonly Duration Month = Duration.FromHours(720);

    /// <summary>Every start, without and with a second step.</summary>
    internal static IEnumerable<MachineState> All(MachineRules rules, Duration wait) => Of(twoStep: false, rules, wait).Concat(Of(twoStep: true, rules, wait));

    private static IEnumerable<MachineState> Of(bool twoStep, MachineRules rules, Duration wait)
    {
        MachineState none = Bare(twoStep) with { Rules = rules };
        MachineState one = none.Do(Verb.Add).Do(Verb.Confirm);
        MachineState young = one.Do(Verb.Add).Do(Verb.Confirm);
        MachineState two = young.In(Month);
        MachineState coded = one.Do(Verb.MakeCode);
        MachineState keyed = one.Do(Verb.BeginKey).Do(Verb.ConfirmKey);
        MachineState reentered = coded.Do(Verb.RedeemCode);
        yield return none;
        yield return one;
        yield return young;
        yield return two;
        yield return two.Do(Verb.Remove);
        yield return none.Do(Verb.MakeCode);
        yield return coded;
        yield return keyed;
        yield return keyed.In(Month);
        yield return keyed.Do(Verb.MakeCode).In(Month);
        yield return one.Do(Verb.RemoveAll);
        yield return one.Do(Verb.RemoveAll).Do(Verb.Cancel);
        yield return reentered;
        yield return reentered.In(Duration.FromHours(24));
        yield return reentered.Do(Verb.SetCredentials);
        yield return reentered.Do(Verb.Freeze);
        yield return reentered.Do(Verb.SetCredentials).Do(Verb.Add).Do(Verb.Confirm);
        yield return none.Do(Verb.MakeCode).Do(Verb.RedeemCode).Do(Verb.SetCredentials);
        yield return two.Do(Verb.RemoveAll).In(wait);

        // Where sign-ins are remembered: signed in to just now, asked just now, and asked six days ago.
        MachineState known = (one with { KeepsSignIns = true, Record = one.Record! with { Contacts = one.Record.Contacts.Move(contact => contact with { ShownAt = one.Now }) } }).Do(Verb.SignIn);
        MachineState asked = known.In(Duration.FromDays(365)).Do(Verb.SignIn);
        yield return known;
        yield return asked;
        yield return asked.In(Duration.FromDays(6));
    }

    /// <summary>Accounts of an owner that an attacker is after; with a contact of the attacker's, young and by mistake, where that is said.</summary>
    internal static IEnumerable<MachineState> Attacked(Hands attacker, bool hasYoungContact, bool twoStep)
    {
        Hands owner = Hands.Owner;
        MachineState one = Bare(twoStep).Do(Verb.Add, owner).Do(Verb.Confirm, owner);
        MachineState coded = one.Do(Verb.MakeCode, owner);
        MachineState two = one.Do(Verb.Add, owner).Do(Verb.Confirm, owner).In(Month);
        MachineState keyed = one.Do(Verb.BeginKey, owner).Do(Verb.ConfirmKey, owner);
        MachineState[] starts = [one, two, coded, keyed, keyed.In(Month), coded.Do(Verb.BeginKey, owner).Do(Verb.ConfirmKey, owner).In(Month)];
        foreach (MachineState start in starts)
        {
            yield return hasYoungContact ? start.Trick(attacker) : start;
        }

        // Without contacts the paper alone protects; what the attacker has begun before it was made does not outlive it.
        MachineState paper = Bare(twoStep).Do(Verb.MakeCode, owner);
        yield return paper;
        if (attacker.Vouched.Contains(ProofKind.HostPassword))
        {
            yield return Bare(twoStep).Do(Verb.Add, attacker).Do(Verb.MakeCode, owner);
            yield return paper.Do(Verb.Add, attacker).Do(Verb.Confirm, attacker);
        }
    }

    /// <summary>The owner adds an address that is the attacker's.</summary>
    private static MachineState Trick(this MachineState state, Hands attacker)
    {
        MachineState half = state.In(Duration.FromMinutes(1));
        MachineCommand add = new MachineCommands(half, Hands.Owner with { Addresses = [.. Hands.Owner.Addresses, .. attacker.Addresses], MostContacts = 4 }).All()
            .First(command => command.Verb == Verb.Add && command.Tickets.Any(ticket => ticket is { Kind: ProofKind.ContactCode })) with
        { Address = attacker.Addresses[0] };
        return half.After(add, MachineRules.Real.Decide(half.Record, add, half.Now), Hands.Owner).Do(Verb.Confirm, attacker);
    }

    internal static MachineState Bare(bool twoStep) => new(null, TestHost.Start, twoStep);

    internal static MachineState In(this MachineState state, Duration later) => state.At(state.Now + later, state.Rules);

    /// <summary>Does it in the first way in which it is done; with all that they have where it may be done in several.</summary>
    internal static MachineState Do(this MachineState state, Verb verb, Hands? by = null)
    {
        Hands hands = by ?? Hands.Anyone;
        foreach (MachineCommand command in new MachineCommands(state, hands).By(verb))
        {
            Ruling ruling = state.Rules.Decide(state.Record, command, state.Now);
            if (ruling is { IsAccepted: true, Next: not null })
            {
                return state.After(command, ruling, hands) with { Trail = new Trail(state.Trail, hands, command) };
            }
        }

        throw new InvalidOperationException($"{verb} is not done here:{state.Trail}");
    }
}
