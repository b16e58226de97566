namespace AccountRecovery;

public sealed class ShopOrder
{
    public int Id { get; set; }

    public string Item { get; set; } = string.Empty;
}
