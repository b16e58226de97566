using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Breadth first through everything that can happen to an account: every command of everybody with every choice of proofs, and time, which goes to the next instant at
/// which something changes, a microsecond before it, and a microsecond after. States that behave alike are one.
/// </summary>
internal sealed class MachineWalk(MachineRules rules, params Hands[] actors)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<(MachineState State, int Depth)> _open = [];

    /// <summary>What must hold of each new state besides <see cref="MachineChecks"/>; says what is wrong, or null.</summary>
    internal Func<MachineState, string?> Must { get; init; } = _ => null;

    /// <summary>What must hold of a command that was done: by whom, where, and what came of it.</summary>
    internal Func<Hands, MachineCommand, MachineState, MachineState?, string?> MustNot { get; init; } = (_, _, _, _) => null;

    /// <summary>States that the walk does not go on from.</summary>
    internal Func<MachineState, bool> Ends { get; init; } = _ => false;

    /// <summary>How long a wait has to run.</summary>
    internal Duration Wait { get; init; } = RecoveryPolicy.DefaultWait;

    /// <summary>Whether the laws of the machine are checked; those of a walk of its own are in any case.</summary>
    internal bool ChecksMachine { get; init; } = true;

    internal int States => _seen.Count;

    internal long Transitions { get; private set; }

    internal int Depth { get; private set; }

    /// <summary>Commands that were done at least once, and those that were refused.</summary>
    internal HashSet<Verb> Done { get; } = [];

    internal HashSet<Verb> Refused { get; } = [];

    /// <summary>Account states that were seen, frozen being one of its own, and what led from one to another; null for time.</summary>
    internal HashSet<(string From, string To, Verb? By)> Arrows { get; } = [];

    internal HashSet<string> AccountStates { get; } = [];

    /// <summary>What is wrong and how the walk came to it; null when nothing is.</summary>
    internal string? Violation { get; private set; }

    internal static string NameOf(MachineState state) => state.IsFrozen ? "Frozen" : state.State.ToString();

    /// <summary>Walks so many steps from every start, or until something is wrong.</summary>
    internal MachineWalk Run(IEnumerable<MachineState> starts, int depth)
    {
        foreach (MachineState start in starts)
        {
            Visit(start, 0);
        }

        while (Violation is null && _open.TryDequeue(out (MachineState State, int Depth) next) && next.Depth < depth)
        {
            Depth = Math.Max(Depth, next.Depth + 1);
            Ask(next.State, next.Depth + 1);
            Pass(next.State, next.Depth + 1);
        }

        return this;
    }

    public override string ToString() => FormattableString.Invariant(
        $"{States:N0} states, {Transitions:N0} transitions, {Depth} steps deep, {Done.Count} commands, account states {string.Join(" ", AccountStates.Order(StringComparer.Ordinal))}");

    private void Ask(MachineState state, int depth)
    {
        foreach (Hands actor in actors)
        {
            foreach (MachineCommand command in new MachineCommands(state, actor).All())
            {
                Transitions++;
                Ruling ruling = rules.Decide(state.Record, command, state.Now);
                (ruling.IsAccepted ? Done : Refused).Add(command.Verb);
                MachineState? after = ruling.Next is null ? null : state.After(command, ruling, actor);
                string? wrong = (ChecksMachine ? MachineChecks.Of(state, command, ruling, after, Wait) : null) ?? (ruling.IsAccepted ? MustNot(actor, command, state, after) : null);
                if (wrong is not null)
                {
                    Violation = $"{wrong}{state.Trail}{new Trail(null, actor, command)}";
                    return;
                }

                if (after is not null && ruling.IsAccepted)
                {
                    Arrive(state, after, command.Verb, depth);
                }
            }
        }
    }

    private void Pass(MachineState state, int depth)
    {
        foreach (Instant instant in Instants(state))
        {
            Transitions++;
            MachineState after = state.At(instant, rules);
            if ((ChecksMachine ? MachineChecks.OfTime(state, after) : null) is { } wrong)
            {
                Violation = $"{wrong}{after.Trail}";
                return;
            }

            Arrive(state, after, null, depth);
        }
    }

    // The next boundary; from inside a wait, past its reminders, its end as well.
    private static IEnumerable<Instant> Instants(MachineState state)
    {
        if (state.Record is null || MachineShape.Of(state).Boundaries is not { Count: > 0 } boundaries)
        {
            return [];
        }

        IEnumerable<Instant> next = [boundaries.Min()];
        return (state.Record.Access.Wait is { } wait ? next.Append(wait.Until).Distinct() : next)
            .SelectMany(at => (Instant[])[at - ContactScene.Grain, at, at + ContactScene.Grain])
            .Where(at => at > state.Now);
    }

    private void Arrive(MachineState from, MachineState to, Verb? by, int depth)
    {
        if (NameOf(from) is var before && NameOf(to) is var after && before != after)
        {
            Arrows.Add((before, after, by));
        }

        Visit(to, depth);
    }

    private void Visit(MachineState state, int depth)
    {
        if (Violation is not null || !_seen.Add(MachineShape.Of(state).Value))
        {
            return;
        }

        AccountStates.Add(NameOf(state));
        if (((ChecksMachine ? MachineChecks.Of(state, Wait) : null) ?? Must(state)) is { } wrong)
        {
            Violation = $"{wrong}{state.Trail}";
        }
        else if (!Ends(state))
        {
            _open.Enqueue((state, depth));
        }
    }
}
