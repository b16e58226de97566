using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that is about contacts.</summary>
internal sealed record ContactPart
{
    /// <summary>The maximum number of contacts that an account can have.</summary>
    internal const int Most = 10;

    /// <summary>The maximum number of contacts that a record stores, including contacts that no longer protect the account but are still notified.</summary>
    internal const int MostKept = 20;

    internal static readonly ContactPart None = new();

    internal ImmutableArray<Contact> Items { get; init; } = [];

    /// <summary>The number of contacts that were numbered so far.</summary>
    internal int Numbered { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal IEnumerable<Contact> Verified => Items.Where(contact => contact.State == ContactState.Verified);

    /// <summary>The contact that is not confirmed yet; null if there is none. Adding another contact replaces it.</summary>
    internal Contact? Pending => Items.FirstOrDefault(contact => contact.State == ContactState.Pending);

    internal bool Has(ContactState state) => Items.Any(contact => contact.State == state);

    /// <summary>First instant at which something in this part expires (inclusive); null if nothing expires.</summary>
    internal Instant? Due => Items.Select(contact => contact.Until).Min();

    /// <summary>The number of separate mailboxes and phones. Addresses that could belong to the same mailbox or phone count once.</summary>
    internal static int CountIndependent(IEnumerable<Contact> contacts) => ContactAddress.CountIndependent(contacts.Select(contact => (contact.Channel, contact.Address)));

    internal Contact? Find(int number) => Items.FirstOrDefault(contact => contact.Number == number);

    internal ContactPart Put(Contact contact) => this with
    {
        Items = Find(contact.Number) is { } old ? Items.Replace(old, contact) : Items.Add(contact),
    };

    internal ContactPart Without(Contact contact) => this with { Items = Items.Remove(contact) };

    /// <summary>Applies a function to every contact. A contact for which the function returns null is removed.</summary>
    internal ContactPart Move(Func<Contact, Contact?> move) => this with { Items = [.. Items.Select(move).OfType<Contact>()] };

    internal void Write(FieldWriter fields)
    {
        foreach (Contact contact in Items)
        {
            fields.Part(1, contact.Write);
        }

        fields.Number(2, Numbered);
        fields.Unknown(Unknown);
    }

    internal static ContactPart Read(FieldReader fields)
    {
        ContactPart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Items = part.Items.Add(Contact.Read(new FieldReader(fields.Value))) },
                2 => part with { Numbered = fields.Int() },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
