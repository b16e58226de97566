namespace AccountRecovery;

public sealed class ContactAddressTests
{
    private static readonly (ContactChannel Channel, string Address) Mail = (ContactChannel.Email, "alice@example.com");
    private static readonly (ContactChannel Channel, string Address) TaggedMail = (ContactChannel.Email, "Alice+shop@example.com");
    private static readonly (ContactChannel Channel, string Address) OtherMail = (ContactChannel.Email, "bob@example.com");
    private static readonly (ContactChannel Channel, string Address) Text = (ContactChannel.Sms, "+447700900123");
    private static readonly (ContactChannel Channel, string Address) Call = (ContactChannel.Voice, "+447700900123");
    private static readonly (ContactChannel Channel, string Address) OtherText = (ContactChannel.Sms, "+447700900124");

    /// <summary>One mailbox and one phone never count as two, and two never count as one.</summary>
    [Fact]
    public void CountIndependent_CountsMailboxesAndPhones()
    {
        Assert.Equal(0, ContactAddress.CountIndependent([]));
        Assert.Equal(1, ContactAddress.CountIndependent([Mail, TaggedMail]));
        Assert.Equal(2, ContactAddress.CountIndependent([Mail, OtherMail]));
        Assert.Equal(1, ContactAddress.CountIndependent([Text, Call]));
        Assert.Equal(2, ContactAddress.CountIndependent([Text, OtherText]));
        Assert.Equal(2, ContactAddress.CountIndependent([Call, OtherText]));
        Assert.Equal(2, ContactAddress.CountIndependent([Mail, Text]));
        Assert.Equal(4, ContactAddress.CountIndependent([Mail, Text, TaggedMail, Call, OtherMail, OtherText]));
    }

    [Fact]
    public void IsSame_OneNumberByTextAndByCall_AndNothingElse()
    {
        Assert.True(ContactAddress.IsSame(Text.Channel, Text.Address, Call.Channel, Call.Address));
        Assert.True(ContactAddress.IsSame(Mail.Channel, Mail.Address, Mail.Channel, "ALICE@example.com"));
        Assert.False(ContactAddress.IsSame(Text.Channel, Text.Address, OtherText.Channel, OtherText.Address));
        Assert.False(ContactAddress.IsSame(Mail.Channel, Mail.Address, TaggedMail.Channel, TaggedMail.Address));
        Assert.False(ContactAddress.IsSame(Mail.Channel, Mail.Address, Text.Channel, Text.Address));
    }
}
